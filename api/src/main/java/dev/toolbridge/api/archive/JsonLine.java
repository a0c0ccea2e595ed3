package dev.toolbridge.api.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;

/// A line of JSON whose last member is a payload, which is copied without being read.
final class JsonLine {
    private static final byte[] PAYLOAD = ",\"payload\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

    private JsonLine() {}

    static byte[] of(ObjectNode head, byte[] payload) {
        byte[] beginning = Json.bytes(head);
        int open = beginning.length - 1;
        byte[] line = new byte[open + PAYLOAD.length + payload.length + END.length];
        System.arraycopy(beginning, 0, line, 0, open);
        System.arraycopy(PAYLOAD, 0, line, open, PAYLOAD.length);
        System.arraycopy(payload, 0, line, open + PAYLOAD.length, payload.length);
        System.arraycopy(END, 0, line, line.length - END.length, END.length);
        return line;
    }
}
