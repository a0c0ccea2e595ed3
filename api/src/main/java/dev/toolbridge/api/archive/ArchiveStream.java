package dev.toolbridge.api.archive;

import dev.toolbridge.service.http.connection.AnswerStream;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The body of an answer that is an archive. One that fails ends without its manifest.
final class ArchiveStream implements AnswerStream {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveStream.class);

    /// Every zip begins so. It is sent with the head, so that the client knows at once that the stream is open.
    private static final byte[] BEGINNING = {'P', 'K', 3, 4};

    private final Writing writing;
    private final Runnable onClose;
    private volatile boolean isGone;

    /// Writes an archive.
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /// @param onClose runs once the stream is closed
    ArchiveStream(Writing writing, Runnable onClose) {
        this.writing = writing;
        this.onClose = onClose;
    }

    @Override
    public byte[] opening() {
        return BEGINNING.clone();
    }

    @Override
    public void begin(OutputStream out, Runnable over) {
        Thread.ofVirtual().name("archive").start(() -> {
            try {
                writing.to(new Guarded(out));
            } catch (IOException ended) {
                LOG.info("an archive was not finished: {}", ended.getMessage());
            } catch (RuntimeException failed) {
                LOG.warn("an archive failed", failed);
            } finally {
                over.run();
            }
        });
    }

    /// Stops at the next piece once the client is gone, and leaves out the beginning, which is sent already.
    private final class Guarded extends OutputStream {
        private final OutputStream out;
        private int sent = BEGINNING.length;

        Guarded(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int begin, int length) throws IOException {
            if (isGone) {
                throw new IOException("the client is gone");
            }
            int known = Math.min(sent, length);
            sent -= known;
            out.write(bytes, begin + known, length - known);
        }
    }

    @Override
    public void clientIsGone() {
        isGone = true;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
