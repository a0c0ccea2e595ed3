package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.DataReader;
import java.util.Arrays;
import java.util.function.Supplier;

/// A chunked body (RFC 9112, section 7.1), handed on without the extensions of its chunks and without trailers, which
/// mean nothing to us.
final class Chunks {
    private static final int LINE_BYTES_MAX = 4_096;
    private static final int TRAILER_BYTES_MAX = 16_384;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST = RequestFrames.ascii("0\r\n\r\n");

    private final DataReader source;
    private Supplier<byte[]> expected = this::size;
    private int left;
    private boolean over;

    Chunks(DataReader source) {
        this.source = source;
    }

    /// The next piece; waits for it.
    ///
    /// @throws BadFraming if it is not what a chunked body goes on with
    byte[] next() {
        return expected.get();
    }

    boolean isOver() {
        return over;
    }

    private byte[] size() {
        String hex = line(LINE_BYTES_MAX).split(";", 2)[0].stripTrailing();
        if (!hex.matches("0*[0-9a-fA-F]{1,7}")) {
            throw new BadFraming("a chunk's size is no number, or too large");
        }
        left = Integer.parseInt(hex, 16);
        if (left == 0) {
            skipTrailers();
            over = true;
            return LAST;
        }
        expected = this::data;
        return RequestFrames.ascii(Integer.toHexString(left) + "\r\n");
    }

    private byte[] data() {
        source.ensureAvailable();
        byte[] piece = source.readBytes(Math.min(source.available(), left));
        left -= piece.length;
        if (left == 0) {
            expected = this::end;
        }
        return piece;
    }

    private byte[] end() {
        if (!Arrays.equals(source.readBytes(LINE_END.length), LINE_END)) {
            throw new BadFraming("a chunk is longer than it says");
        }
        expected = this::size;
        return LINE_END;
    }

    private void skipTrailers() {
        int bytesLeft = TRAILER_BYTES_MAX;
        String trailer = line(bytesLeft);
        while (!trailer.isEmpty()) {
            bytesLeft -= trailer.length();
            trailer = line(bytesLeft);
        }
    }

    private String line(int bytesMax) {
        int end = source.findNewLine(bytesMax);
        if (end == bytesMax) {
            throw new BadFraming("a line between chunks is too long");
        }
        String line = end == 0 ? "" : source.readAsciiString(end);
        source.skip(LINE_END.length);
        return line;
    }
}
