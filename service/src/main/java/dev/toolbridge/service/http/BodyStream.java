package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.common.buffers.DataReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// The body of a request as it comes, within its limit. What is wrong with it is a refusal, so that no reader takes it
/// for a fault of the place where it is written.
final class BodyStream extends InputStream {
    private static final int PART_BYTES = 65_536;
    private static final int BYTE = 0xFF;

    private final InputStream stream;
    private final long announced;
    private final long bytesMax;
    private long count;

    /// @param announced the number of bytes that the sender has announced; 0 if it did not
    BodyStream(InputStream stream, long announced, long bytesMax) {
        this.stream = stream;
        this.announced = announced;
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & BYTE;
    }

    /// @throws Refusal if the body is too large, badly framed or cut off
    @Override
    public int read(byte[] part, int offset, int length) {
        int more = next(part, offset, length);
        count += Math.max(0, more);
        if (count > bytesMax) {
            throw tooLarge(bytesMax);
        }
        if (more < 0 && count < announced) {
            throw cutOff();
        }
        return more;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] part = new byte[PART_BYTES];
        long before = count;
        for (int more = read(part, 0, PART_BYTES); more >= 0; more = read(part, 0, PART_BYTES)) {
            out.write(part, 0, more);
        }
        return count - before;
    }

    private int next(byte[] part, int offset, int length) {
        try {
            return stream.read(part, offset, length);
        } catch (IOException
                | IllegalArgumentException
                | UncheckedIOException
                | DataReader.InsufficientDataAvailableException
                | DataReader.IncorrectNewLineException brokenOff) {
            throw cutOff();
        }
    }

    private static Refusal cutOff() {
        return Refusal.of(ErrorCode.INVALID_REQUEST, "the body was cut off, or is not framed as HTTP says");
    }

    static Refusal tooLarge(long bytesMax) {
        return Refusal.of(ErrorCode.TOO_LARGE, "the body is larger than " + bytesMax + " bytes");
    }
}
