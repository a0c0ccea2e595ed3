package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.http.AnswerBytes;
import dev.toolbridge.service.json.Json;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Writes server-sent events (WHATWG HTML, section 9.2.5) as the body of an answer. For one thread.
final class EventWriter implements AutoCloseable {
    private static final byte[] COMMENT = ascii(":\n\n");
    private static final byte[] MESSAGE = ascii("event: message\ndata: ");
    private static final byte[] END = ascii("\n\n");

    private final OutputStream out;

    private EventWriter(OutputStream out) {
        this.out = out;
    }

    /// Sends the head of the answer at once, so that the client knows that the stream is open.
    static EventWriter begin(ServerResponse response) {
        var writer = new EventWriter(head(response).outputStream());
        writer.comment();
        return writer;
    }

    /// Sets the status and headers of a stream.
    static ServerResponse head(ServerResponse response) {
        return response.status(200)
                .header("Content-Type", Exchange.EVENTS)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
    }

    /// Writes a JSON-RPC message; JSON text has no line breaks.
    void message(JsonNode message) {
        message(Json.bytes(message));
    }

    /// Writes a message that is already text.
    void message(byte[] json) {
        write(MESSAGE, json, END);
    }

    /// Writes an event of another name, whose data is one line of ASCII.
    void event(String name, String data) {
        write(ascii("event: " + name + "\ndata: " + data), END);
    }

    /// Writes a comment, which shows that the stream is alive; clients ignore it.
    void comment() {
        write(COMMENT);
    }

    /// Writes the time that the client waits before it opens an ended stream again.
    void retry(Duration pause) {
        write(ascii("retry: " + pause.toMillis()), END);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void write(byte[]... parts) {
        try {
            for (byte[] part : parts) {
                AnswerBytes.write(part, out);
            }
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
