package dev.toolbridge.service.program;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/// The line that a server logs when its start is done.
///
/// @param message the state it is in then
/// @param address the address it is known by, where that is more than its port
public record ReadyLine(String message, int port, Optional<Map.Entry<String, String>> address) {

    public ReadyLine(String message, int port) {
        this(message, port, Optional.empty());
    }

    void log(Logger log) {
        var line = log.atInfo().addKeyValue("port", port);
        address.map(known -> line.addKeyValue(known.getKey(), known.getValue()))
                .orElse(line)
                .log(message);
    }
}
