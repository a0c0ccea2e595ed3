package dev.toolbridge.service.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the rest of a body as chunks (RFC 9112, section 7.1), each at once, so that nothing waits in a buffer.
final class ChunkedOutput extends OutputStream {
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] LAST = ascii("0\r\n\r\n");

    private final DataWriter out;
    private boolean isBroken;

    ChunkedOutput(DataWriter out) {
        this.out = out;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int begin, int length) {
        if (length > 0) {
            byte[] size = ascii(Integer.toHexString(length) + "\r\n");
            byte[] chunk = new byte[size.length + length + LINE_END.length];
            System.arraycopy(size, 0, chunk, 0, size.length);
            System.arraycopy(bytes, begin, chunk, size.length, length);
            System.arraycopy(LINE_END, 0, chunk, size.length + length, LINE_END.length);
            send(chunk);
        }
    }

    /// Ends the body, unless writing has failed.
    @Override
    public void close() {
        if (!isBroken) {
            send(LAST);
        }
    }

    private void send(byte[] bytes) {
        isBroken = true;
        out.writeNow(BufferData.create(bytes));
        isBroken = false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
