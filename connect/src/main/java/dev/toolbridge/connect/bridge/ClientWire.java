package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The client's end: a JSON-RPC message on each line, in both directions.
final class ClientWire {
    static final int PARSE = -32700;
    static final int INVALID = -32600;
    static final int REFUSED = -32000;
    static final int LINE_BYTES_MAX = 4 * 1024 * 1024;

    private static final int END = -1;

    private final InputStream in;
    private final OutputStream out;

    ClientWire(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /// A line of the client.
    sealed interface Line {
        record Text(byte[] bytes) implements Line {}

        record TooLong() implements Line {}
    }

    /// The next line; empty at the end of the input.
    Optional<Line> read() throws IOException {
        var bytes = new ByteArrayOutputStream();
        long length = 0;
        int next = in.read();
        if (next == END) {
            return Optional.empty();
        }
        while (next != END && next != '\n') {
            if (++length <= LINE_BYTES_MAX) {
                bytes.write(next);
            }
            next = in.read();
        }
        return Optional.of(length > LINE_BYTES_MAX ? new Line.TooLong() : new Line.Text(bytes.toByteArray()));
    }

    /// Writes one message as one line.
    synchronized void write(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        out.write('\n');
        out.flush();
    }

    /// Writes an error under an id, or under null where the id is unknown.
    void fail(Optional<JsonNode> id, int code, String sentence) throws IOException {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", id.orElseGet(message::nullNode));
        message.putObject("error").put("code", code).put("message", sentence);
        write(Json.text(message));
    }
}
