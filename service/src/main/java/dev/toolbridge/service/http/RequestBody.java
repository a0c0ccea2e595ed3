package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.connection.Inflow;
import dev.toolbridge.service.memory.Share;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/// The body of a request, read once and to its end when it is first asked for: what is left of it in the connection
/// would be taken for the next request.
final class RequestBody implements RequestContent {
    /// A client that sends more than this may see its connection end before it has read the answer.
    private static final int DRAIN_BYTES_MAX = 16 * 1_048_576;

    private static final int BUFFER_BYTES = 8_192;

    private final ServerRequest request;
    private final int bytesMax;
    private Optional<byte[]> read = Optional.empty();

    /// @throws Refusal if the request announces more than `bytesMax`
    RequestBody(ServerRequest request, int bytesMax) {
        this.request = request;
        this.bytesMax = bytesMax;
        if (request.headers().contentLength().orElse(0) > bytesMax) {
            throw tooLarge();
        }
    }

    /// The body, if it is not larger than the limit. What it costs is counted before it is read.
    @Override
    public byte[] get() {
        if (read.isEmpty()) {
            read = Optional.of(whole());
        }
        return read.get();
    }

    /// Nothing of it counts as held memory but one part. It may take longer than other bodies.
    @Override
    public InputStream stream() {
        if (!request.content().hasEntity()) {
            return InputStream.nullInputStream();
        }
        Inflow.current().bodyIsUpload();
        long announced = request.headers().contentLength().orElse(0);
        return new BodyStream(open(request), announced, bytesMax);
    }

    private byte[] whole() {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        long announced = request.headers().contentLength().orElse(0);
        Share.current().growTowards(BodyCost.of(announced));
        try {
            return announced > 0 ? announced(open(request), (int) announced) : unannounced(open(request));
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        } catch (IllegalArgumentException
                | DataReader.InsufficientDataAvailableException
                | DataReader.IncorrectNewLineException badFraming) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "the body is not framed as HTTP says");
        }
    }

    /// To have read it whole is to have seen its end.
    private static byte[] announced(InputStream stream, int bytes) throws IOException {
        byte[] body = new byte[bytes];
        int count = stream.readNBytes(body, 0, bytes);
        drain(stream);
        return count == bytes ? body : Arrays.copyOf(body, count);
    }

    /// Counts what came as it comes.
    private byte[] unannounced(InputStream stream) throws IOException {
        byte[] body = new byte[Math.min(BUFFER_BYTES, bytesMax + 1)];
        int count = stream.readNBytes(body, 0, body.length);
        while (count == body.length && count <= bytesMax) {
            int larger = (int) Math.min(2L * count, bytesMax + 1L);
            Share.current().growTowards(BodyCost.of(larger) - BodyCost.of(count));
            body = Arrays.copyOf(body, larger);
            count += stream.readNBytes(body, count, larger - count);
        }
        if (count > bytesMax) {
            drain(stream);
            throw tooLarge();
        }
        return Arrays.copyOf(body, count);
    }

    private Refusal tooLarge() {
        return BodyStream.tooLarge(bytesMax);
    }

    /// Before an answer that did not need the body: reads it away, or announces the end of the connection. A client
    /// that waits for `100 Continue` has not sent it.
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
        } catch (IOException
                | IllegalArgumentException
                | DataReader.InsufficientDataAvailableException
                | DataReader.IncorrectNewLineException brokenOff) {
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
