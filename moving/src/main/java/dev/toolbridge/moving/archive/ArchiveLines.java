package dev.toolbridge.moving.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The lines of a member, one after the other.
public final class ArchiveLines implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;

    private final String member;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int place;
    private int filled;

    ArchiveLines(String member, InputStream in) {
        this.member = member;
        this.in = in;
    }

    /// The next line, without its end; empty behind the last.
    public Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream();
        while (place < filled || fill()) {
            int end = endOfLine();
            if (line.size() + end - place > Archive.LINE_BYTES_MAX) {
                throw new ArchiveFault(member + " has a line of more than " + Archive.LINE_BYTES_MAX + " bytes");
            }
            line.write(buffer, place, end - place);
            place = end + 1;
            if (end < filled) {
                return Optional.of(line.toByteArray());
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    private boolean fill() throws IOException {
        place = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private int endOfLine() {
        int end = place;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
