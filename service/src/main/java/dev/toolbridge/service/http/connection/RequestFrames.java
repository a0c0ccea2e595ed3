package dev.toolbridge.service.http.connection;

import dev.toolbridge.contract.ErrorCode;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// Hands on what comes in on a connection, piece by piece, none of which holds bytes of two requests. So each request
/// is seen here from its first byte to its last, and what HTTP allows but the server behind does not understand is put
/// into its words: an empty line ahead (RFC 9112, section 2.2), HTTP/1.0, extensions and trailers of chunks.
///
/// For the connection's thread.
final class RequestFrames {
    /// A client may send a few empty lines ahead; more are no request.
    private static final int EMPTY_LINES_MAX = 8;

    private static final byte[] LINE_END = {'\r', '\n'};

    private final DataReader source;
    private final Limits limits;
    private final Inflow inflow;
    private final AnswerWriter answers;
    private Supplier<byte[]> expected = this::requestLine;
    private RequestLine line;
    private long bodyLeft;
    private Chunks chunks;

    /// The limits on the head of a request. The server behind refuses a longer first line itself.
    ///
    /// @param lineBytesMax of its first line
    /// @param headerBytesMax of all its headers
    /// @param authority the `Host` of requests that come without one, as those of HTTP/1.0 may
    record Limits(int lineBytesMax, int headerBytesMax, String authority) {}

    /// @param answers learns of each request as soon as its first line has arrived
    RequestFrames(DataReader source, Limits limits, Inflow inflow, AnswerWriter answers) {
        this.source = source;
        this.limits = limits;
        this.inflow = inflow;
        this.answers = answers;
    }

    /// The next piece; waits for it.
    byte[] next() {
        return expected.get();
    }

    private byte[] requestLine() {
        skipEmptyLines();
        answers.answers(RequestLine.unread(source.startsWith(RequestLine.HEAD)));
        int end = source.findNewLine(limits.lineBytesMax());
        if (end == limits.lineBytesMax()) {
            return rest();
        }
        line = RequestLine.of(source.readBytes(end));
        answers.answers(line);
        source.skip(LINE_END.length);
        expected = this::headers;
        return joined(line.understood(), LINE_END);
    }

    private void skipEmptyLines() {
        for (int count = 0; count < EMPTY_LINES_MAX && source.startsWith(LINE_END); count++) {
            source.skip(LINE_END.length);
            inflow.requestEnds();
        }
    }

    private byte[] headers() {
        try {
            return readHeaders();
        } catch (DataReader.InsufficientDataAvailableException brokenOff) {
            throw new CloseConnectionException("the client is gone", brokenOff);
        }
    }

    private byte[] readHeaders() {
        var headers = new RequestHeaders(line.isOld(), limits.authority());
        int left = limits.headerBytesMax();
        boolean more = true;
        while (more) {
            int end = source.findNewLine(left);
            left -= end + LINE_END.length;
            if (left <= 0) {
                throw tooLarge();
            }
            more = end > 0;
            headers.add(source.readBytes(end + LINE_END.length));
        }
        body(headers.framing());
        return headers.bytes();
    }

    private static RequestException tooLarge() {
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .status(Status.create(ErrorCode.HEADERS_TOO_LARGE.status()))
                .setKeepAlive(false)
                .message("the headers are too large")
                .build();
    }

    private void body(RequestHeaders.Framing framing) {
        switch (framing) {
            case RequestHeaders.Framing.Chunked _ -> {
                chunks = new Chunks(source);
                expected = this::chunk;
            }
            case RequestHeaders.Framing.Sized(long bytes) -> {
                bodyLeft = bytes;
                expected = bytes == 0 ? this::requestLine : this::sized;
            }
        }
    }

    private byte[] sized() {
        source.ensureAvailable();
        byte[] piece = source.readBytes((int) Math.min(source.available(), bodyLeft));
        bodyLeft -= piece.length;
        if (bodyLeft == 0) {
            expected = this::requestLine;
        }
        return piece;
    }

    private byte[] chunk() {
        byte[] piece = chunks.next();
        if (chunks.isOver()) {
            expected = this::requestLine;
        }
        return piece;
    }

    private byte[] rest() {
        source.ensureAvailable();
        return source.readBytes(source.available());
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
