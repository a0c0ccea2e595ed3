package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;

/// Reads the body of a request, once and whole: what is left of it in the connection would be taken for the next
/// request.
final class RequestBody {
    /// A client that sends more than this may see its connection end before it has read the answer.
    private static final int DRAIN_BYTES_MAX = 16 * 1_048_576;

    private static final int BUFFER_BYTES = 8_192;

    private RequestBody() {}

    /// The body, if it is not larger than the limit.
    static byte[] read(ServerRequest request, int bytesMax) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try {
            InputStream stream = open(request);
            byte[] body = stream.readNBytes(bytesMax + 1);
            if (body.length > bytesMax) {
                drain(stream);
                throw Refusal.of(ErrorCode.TOO_LARGE, "the body is larger than " + bytesMax + " bytes");
            }
            return body;
        } catch (IllegalArgumentException | DataReader.InsufficientDataAvailableException badFraming) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "the body is not framed as HTTP says");
        }
    }

    /// Before an answer that did not need the body: reads it away, or announces the end of the connection.
    static void settle(ServerRequest request, ServerResponse response) {
        if (isLeft(request)) {
            boolean held = request.headers().contains(HeaderNames.EXPECT) && !request.continueSent();
            if (held || wasOpened(request) || !drained(request)) {
                response.header(HeaderNames.CONNECTION, "close");
            }
        }
    }

    static boolean isLeft(ServerRequest request) {
        return request.content().hasEntity() && !request.content().consumed();
    }

    private static InputStream open(ServerRequest request) {
        request.context().register(RequestBody.class, Boolean.TRUE);
        return request.content().inputStream();
    }

    private static boolean wasOpened(ServerRequest request) {
        return request.context().get(RequestBody.class, Boolean.class).isPresent();
    }

    private static boolean drained(ServerRequest request) {
        try {
            return drain(open(request));
        } catch (IOException | IllegalArgumentException brokenOff) {
            return false;
        }
    }

    private static boolean drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = DRAIN_BYTES_MAX;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = stream.read(buffer);
            left -= count;
        }
        return count < 0;
    }
}
