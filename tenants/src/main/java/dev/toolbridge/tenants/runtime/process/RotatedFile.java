package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.service.digest.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// One of the files that output is rotated through. Its number stays when it is renamed; since the system gives the
/// number of a deleted file to a new one, its first bytes are compared too.
///
/// @param number the number of the file in its file system
record RotatedFile(Path path, long number) {
    private static final int HEAD_BYTES_MAX = 256;
    private static final int HEAD_DIGEST_BYTES = 8;

    static RotatedFile of(Path path) throws IOException {
        return new RotatedFile(path, (long) Files.getAttribute(path, "unix:ino"));
    }

    /// Bytes from a position, fewer at its end.
    byte[] read(long offset, int most) throws IOException {
        try (var channel = FileChannel.open(path)) {
            var bytes = ByteBuffer.allocate(Math.clamp(channel.size() - offset, 0, most));
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, offset + bytes.position());
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /// The digest of the bytes before a position, as far as the first ones go.
    String head(long offset) throws IOException {
        byte[] digest = Digest.sha256(read(0, (int) Math.min(offset, HEAD_BYTES_MAX)));
        return HexFormat.of().formatHex(digest, 0, HEAD_DIGEST_BYTES);
    }
}
