package dev.toolbridge.moving.calendar;

import dev.toolbridge.moving.source.SourceMember;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Instant;
import java.util.Optional;

/// A file of iCalendar without its folds (RFC 5545, section 3.1). They are taken out of the bytes, since programs put
/// them inside characters of several bytes, too.
record UnfoldedFile(SourceMember file) implements SourceMember {
    private static final int BUFFER_BYTES = 65_536;

    @Override
    public String path() {
        return file.path();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public Optional<Instant> modified() {
        return file.modified();
    }

    @Override
    public InputStream open() throws IOException {
        return new BufferedInputStream(new Unfolding(new BufferedInputStream(file.open(), BUFFER_BYTES)), BUFFER_BYTES);
    }

    /// Takes out each line end with the blank that follows it.
    private static final class Unfolding extends InputStream {
        private final PushbackInputStream bytes;
        private boolean isEnded;

        /// The bytes that were put back.
        private int back;

        Unfolding(InputStream bytes) {
            this.bytes = new PushbackInputStream(bytes, 2);
        }

        @Override
        public int read() throws IOException {
            int next = next();
            while (isFold(next)) {
                next = next();
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = 0;
            int next = length == 0 ? -1 : read();
            while (next >= 0) {
                buffer[offset + count] = (byte) next;
                count++;
                next = count < length ? read() : -1;
            }
            return count > 0 || length == 0 ? count : -1;
        }

        /// The next byte; behind the end the file is not asked again.
        private int next() throws IOException {
            int next = isEnded && back == 0 ? -1 : bytes.read();
            back = Math.max(0, back - 1);
            isEnded |= next < 0;
            return next;
        }

        /// Tells if a byte begins a fold, and reads the rest of it.
        private boolean isFold(int first) throws IOException {
            if (first != '\r' && first != '\n') {
                return false;
            }
            int second = first == '\r' ? next() : first;
            if (second != '\n') {
                putBack(second);
                return false;
            }
            int blank = next();
            if (blank == ' ' || blank == '\t') {
                return true;
            }
            putBack(blank);
            if (first == '\r') {
                putBack(second);
            }
            return false;
        }

        private void putBack(int value) throws IOException {
            if (value >= 0) {
                bytes.unread(value);
                back++;
            }
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
