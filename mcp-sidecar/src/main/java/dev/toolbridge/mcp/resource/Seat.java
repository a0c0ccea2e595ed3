package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.access.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client at a stream of changes. It hears nothing while its own credential is expired; afterwards, everything may
/// have changed for it.
final class Seat {
    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);
    private static final Duration BEGIN_MAX = Duration.ofSeconds(3);

    private final Supplier<Principal> newest;
    private final Consumer<News> hearer;
    private final Instant beginEnd = Instant.now().plus(BEGIN_MAX);
    private final CountDownLatch begun = new CountDownLatch(1);

    /// Guarded by this.
    private boolean hasMissed;

    Seat(Supplier<Principal> newest, Consumer<News> hearer) {
        this.newest = newest;
        this.hearer = hearer;
    }

    /// The newest credential of the client.
    Principal principal() {
        return newest.get();
    }

    void awaitBegun() {
        try {
            if (!begun.await(BEGIN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atInfo().log("the changes are not followed yet");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void begin() {
        begun.countDown();
    }

    /// A client that waited too long for the beginning did not wait any more, and may miss a change.
    synchronized void hear(News news) {
        boolean isLate = begun.getCount() > 0 && Instant.now().isAfter(beginEnd);
        begun.countDown();
        if (principal().isExpired()) {
            hasMissed = true;
        } else {
            hearer.accept(isLate || hasMissed ? new News.Gap() : news);
            hasMissed = false;
        }
    }

    /// Tells a client with a newer credential that it has missed something, and tells if it still has no such one.
    synchronized boolean catchesUp() {
        if (hasMissed && !principal().isExpired()) {
            hasMissed = false;
            hearer.accept(new News.Gap());
        }
        return !hasMissed;
    }
}
