package dev.toolbridge.moving.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A file on the disk. Its bytes are counted while they are read.
record FileMember(String path, long size, Optional<Instant> modified, Path file, AtomicLong read)
        implements SourceMember {

    @Override
    public InputStream open() throws IOException {
        return new Counting(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), read);
    }

    private static final class Counting extends FilterInputStream {
        private final AtomicLong read;

        Counting(InputStream bytes, AtomicLong read) {
            super(bytes);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            read.addAndGet(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            read.addAndGet(Math.max(count, 0));
            return count;
        }
    }
}
