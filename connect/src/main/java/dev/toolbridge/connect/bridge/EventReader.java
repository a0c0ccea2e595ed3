package dev.toolbridge.connect.bridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events (WHATWG HTML, section 9.2): the data of each, without comments and pings.
final class EventReader {
    private static final String DATA = "data:";
    private final BufferedReader lines;

    EventReader(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /// The data of the next event; empty at the end of the stream.
    Optional<String> next() throws IOException {
        var data = new StringBuilder();
        String line = lines.readLine();
        while (line != null) {
            if (line.startsWith(DATA)) {
                data.append(data.isEmpty() ? "" : "\n").append(withoutBlank(line.substring(DATA.length())));
            } else if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(data.toString());
            }
            line = lines.readLine();
        }
        return Optional.empty();
    }

    private static String withoutBlank(String text) {
        return text.startsWith(" ") ? text.substring(1) : text;
    }
}
