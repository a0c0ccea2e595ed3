package dev.toolbridge.mcp.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the events of a stream (WHATWG HTML, section 9.2.5), of which each line counts up to a length. A stream
/// without a sign of life is cut.
final class EventLines implements AutoCloseable {
    static final int LINE_BYTES_MAX = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(EventLines.class);

    /// Three times the time between two comments of the API.
    static final Duration SILENCE_MAX = Duration.ofSeconds(45);

    private final Duration silenceMax;
    private final InputStream body;
    private final InputStream in;
    private final ScheduledFuture<?> watch;
    private final byte[] line = new byte[LINE_BYTES_MAX];
    private volatile long heardAtNs = System.nanoTime();

    /// @param silenceMax the time without a sign of life after which the stream is cut
    /// @param timer looks from time to time if the stream is still alive
    EventLines(InputStream body, Duration silenceMax, ScheduledExecutorService timer) {
        this.silenceMax = silenceMax;
        this.body = body;
        this.in = new BufferedInputStream(body, LINE_BYTES_MAX);
        long everyMs = silenceMax.toMillis() / 3;
        this.watch = timer.scheduleAtFixedRate(this::look, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /// The next event; absent at the end of the stream.
    Optional<ApiEvent> next() throws IOException {
        String name = "";
        String id = "";
        String data = "";
        for (Optional<String> next = line(); next.isPresent(); next = line()) {
            String text = next.get();
            if (text.isEmpty()) {
                return Optional.of(new ApiEvent(name, id, data, in.available() > 0));
            }
            int colon = text.indexOf(':');
            String value = text.substring(colon + 1).strip();
            switch (text.substring(0, Math.max(0, colon))) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data = value;
                default -> LOG.trace("a comment, or a field of no use here");
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        body.close();
    }

    private Optional<String> line() throws IOException {
        int length = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            heardAtNs = System.nanoTime();
            if (next == '\n') {
                return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
            }
            if (length < line.length) {
                line[length] = (byte) next;
                length++;
            }
        }
        return Optional.empty();
    }

    private void look() {
        if (System.nanoTime() - heardAtNs > silenceMax.toNanos()) {
            try {
                body.close();
            } catch (IOException closed) {
                LOG.atDebug().setCause(closed).log("a silent stream ended by itself");
            }
        }
    }
}
