package dev.toolbridge.console.session;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.RequestContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body within the limit of its route, as a server refuses a larger one while it reads it.
record LimitedContent(RequestContent content, int bytesMax) implements RequestContent {

    @Override
    public byte[] get() {
        byte[] body = content.get();
        requireRoom(body.length);
        return body;
    }

    @Override
    public InputStream stream() {
        return new Counted(content.stream());
    }

    private void requireRoom(long bytes) {
        if (bytes > bytesMax) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "request body must have at most " + bytesMax + " bytes");
        }
    }

    /// The stream with the count of its bytes.
    private final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] part, int offset, int length) throws IOException {
            int more = super.read(part, offset, length);
            count(Math.max(0, more));
            return more;
        }

        private void count(int more) {
            bytes += more;
            requireRoom(bytes);
        }
    }
}
