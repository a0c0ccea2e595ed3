package dev.toolbridge.moving.archive;

import dev.toolbridge.moving.source.PassedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The bytes of a member while they are compared with what the manifest says of it. No more are read than it says,
/// whatever the member unpacks to.
final class MeasuredBytes extends PassedBytes {
    private final ArchiveManifest.Member member;
    private final MessageDigest digest = ArchiveWriter.sha256();
    private long left;

    MeasuredBytes(InputStream bytes, ArchiveManifest.Member member) {
        super(bytes);
        this.member = member;
        this.left = member.bytes();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            left -= read;
            if (left < 0) {
                throw new ArchiveFault(member.name() + " is larger than the manifest says");
            }
            digest.update(buffer, offset, read);
        }
        return read;
    }

    /// Tells, behind the last byte, if all of them are those that the manifest means.
    boolean areAsSaid() {
        return left == 0 && HexFormat.of().formatHex(digest.digest()).equals(member.sha256());
    }
}
