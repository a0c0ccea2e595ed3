package dev.toolbridge.api.backup;

import dev.toolbridge.service.digest.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Hashes and counts PostgreSQL's COPY text on its way to another stream. In that text a line is a row.
final class CopyText extends FilterOutputStream {
    private final MessageDigest digest;
    private long rows;
    private long bytes;

    CopyText(OutputStream target) {
        super(target);
        this.digest = Digest.sha256();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] text, int offset, int length) throws IOException {
        digest.update(text, offset, length);
        bytes += length;
        for (int index = offset; index < offset + length; index++) {
            if (text[index] == '\n') {
                rows++;
            }
        }
        out.write(text, offset, length);
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    /// The hash of all bytes written; call it once, at the end.
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
