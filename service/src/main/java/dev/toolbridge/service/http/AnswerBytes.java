package dev.toolbridge.service.http;

import dev.toolbridge.service.memory.Share;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Sends the body of an answer. A large one goes in parts: whole, the server would copy it behind its headers, and keep
/// the copy until a slow client has read it.
public final class AnswerBytes {
    private static final int PART_BYTES = 65_536;

    private AnswerBytes() {}

    /// From here on the request holds nothing but its answer.
    public static void send(ServerResponse response, byte[] body) {
        Share.current().set(body.length);
        if (body.length <= PART_BYTES) {
            response.send(body);
            return;
        }
        response.contentLength(body.length);
        try (OutputStream out = response.outputStream()) {
            write(body, out);
        } catch (IOException | UncheckedIOException gone) {
            throw new CloseConnectionException("the client is gone", gone);
        }
    }

    /// Writes in parts, so that a client has not all of it to read before it is seen to read at all.
    public static void write(byte[] bytes, OutputStream out) throws IOException {
        for (int begin = 0; begin < bytes.length; begin += PART_BYTES) {
            out.write(bytes, begin, Math.min(PART_BYTES, bytes.length - begin));
        }
    }
}
