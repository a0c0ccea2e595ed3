package dev.toolbridge.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.http.AnswerBytes;
import dev.toolbridge.service.json.Json;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Writes server-sent events (WHATWG HTML, section 9.2.5) as the body of an answer. For one thread.
public final class EventWriter implements AutoCloseable {
    public static final String CONTENT_TYPE = "text/event-stream";

    /// The headers of a stream, which no cache keeps and no proxy holds back.
    public static final Map<String, String> HEADERS =
            Map.of("Content-Type", CONTENT_TYPE, "Cache-Control", "no-store", "X-Accel-Buffering", "no");

    private static final int PIECE_BYTES_MAX = 16_384;
    private static final byte[] COMMENT = ascii(":\n\n");
    private static final byte[] MESSAGE = ascii("event: message\ndata: ");
    private static final byte[] END = ascii("\n\n");

    private final OutputStream out;

    public EventWriter(OutputStream out) {
        this.out = out;
    }

    /// The text of an event with an id, for many writers.
    ///
    /// @param data one line
    public static byte[] text(String name, String id, byte[] data) {
        byte[] head = ascii("id: " + id + "\nevent: " + name + "\ndata: ");
        byte[] text = Arrays.copyOf(head, head.length + data.length + END.length);
        System.arraycopy(data, 0, text, head.length, data.length);
        System.arraycopy(END, 0, text, head.length + data.length, END.length);
        return text;
    }

    /// Sends the head of the answer at once, so that the client knows that the stream is open.
    public static EventWriter begin(ServerResponse response) {
        var writer = new EventWriter(head(response).outputStream());
        writer.comment();
        return writer;
    }

    /// Sets the status and headers of a stream.
    public static ServerResponse head(ServerResponse response) {
        HEADERS.forEach(response::header);
        return response.status(200);
    }

    /// Writes a JSON-RPC message; JSON text has no line breaks.
    public void message(JsonNode message) {
        message(Json.bytes(message));
    }

    /// Writes a message that is already text.
    public void message(byte[] json) {
        write(MESSAGE, json, END);
    }

    /// Writes an event of another name, whose data is one line of ASCII.
    public void event(String name, String data) {
        write(ascii("event: " + name + "\ndata: " + data), END);
    }

    /// Writes events that are text already, several small ones in one piece.
    public void texts(Iterable<byte[]> events) {
        try {
            var piece = new ByteArrayOutputStream(0);
            for (byte[] event : events) {
                if (piece.size() + event.length > PIECE_BYTES_MAX) {
                    AnswerBytes.write(piece.toByteArray(), out);
                    piece.reset();
                }
                piece.writeBytes(event);
            }
            AnswerBytes.write(piece.toByteArray(), out);
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Writes a comment, which shows that the stream is alive; clients ignore it.
    public void comment() {
        write(COMMENT);
    }

    /// Writes the time that the client waits before it opens an ended stream again.
    public void retry(Duration pause) {
        texts(List.of(retryText(pause)));
    }

    /// The text that tells the client this time.
    public static byte[] retryText(Duration pause) {
        return ascii("retry: " + pause.toMillis() + "\n\n");
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
        texts(List.of(parts));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
