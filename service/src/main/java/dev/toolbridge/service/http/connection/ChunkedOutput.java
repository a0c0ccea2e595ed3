package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the rest of a body as chunks (RFC 9112, section 7.1), each at once, so that nothing waits in a buffer.
final class ChunkedOutput extends OutputStream {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkedOutput.class);
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] LAST = ascii("0\r\n\r\n");

    private final DataWriter out;
    private boolean isBroken;

    ChunkedOutput(DataWriter out) {
        this.out = out;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int begin, int length) throws IOException {
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
    void end() {
        try {
            if (!isBroken) {
                send(LAST);
            }
        } catch (IOException gone) {
            LOG.debug("the client did not see the end", gone);
        }
    }

    private void send(byte[] bytes) throws IOException {
        isBroken = true;
        try {
            out.writeNow(BufferData.create(bytes));
        } catch (UncheckedIOException | ServerConnectionException gone) {
            throw new IOException("the client is gone", gone);
        }
        isBroken = false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
