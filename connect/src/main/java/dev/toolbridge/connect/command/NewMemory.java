package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.memory.Memory;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A memory that is to be kept.
final class NewMemory {
    private static final int CONTENT_LENGTH_MAX = 16_384;

    private NewMemory() {}

    /// The fields that every memory has.
    ///
    /// @throws CommandFailure if it cannot be one
    static ObjectNode of(String type, String written) {
        String content = written.strip();
        int length = content.codePointCount(0, content.length());
        if (length == 0 || length > CONTENT_LENGTH_MAX) {
            throw new CommandFailure("a memory has 1 to " + CONTENT_LENGTH_MAX + " characters, and this has " + length);
        }
        if (!Memory.TYPES.contains(type)) {
            throw new CommandFailure("'" + type + "' is no type of a memory: " + String.join(", ", Memory.TYPES));
        }
        return Json.object()
                .put(Memory.TYPE, type)
                .put(Memory.CONTENT, content)
                .put("updatedTs", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
