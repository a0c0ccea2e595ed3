package dev.toolbridge.moving.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes that all pass through one method, [#read(byte\[\], int, int)]: those that are read one by one, and those that
/// are skipped, too.
public abstract class PassedBytes extends FilterInputStream {
    private static final int SKIPPED_AT_ONCE = 8_192;

    protected PassedBytes(InputStream bytes) {
        super(bytes);
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public long skip(long count) throws IOException {
        int wanted = Math.clamp(count, 0, SKIPPED_AT_ONCE);
        return Math.max(0, read(new byte[wanted], 0, wanted));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
