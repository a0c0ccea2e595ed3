package dev.toolbridge.moving.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The lines of a member, one after the other.
public final class ArchiveLines implements AutoCloseable {
    private final String member;
    private final InputStream in;

    ArchiveLines(String member, InputStream in) {
        this.member = member;
        this.in = in;
    }

    /// The next line, without its end; empty behind the last.
    public Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return Optional.of(line.toByteArray());
            }
            if (line.size() == Archive.LINE_BYTES_MAX) {
                throw new ArchiveFault(member + " has a line of more than " + Archive.LINE_BYTES_MAX + " bytes");
            }
            line.write(next);
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
