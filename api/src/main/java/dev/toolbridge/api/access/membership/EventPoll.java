package dev.toolbridge.api.access.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every ten seconds what has happened, so that a webhook that got lost costs seconds and not minutes.
///
/// It begins a day back, because that is how long a token may outlive its session.
public final class EventPoll implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LOOK_BACK = Duration.ofHours(24);
    private static final int PAGES_MAX = 200;
    private static final Logger LOG = LoggerFactory.getLogger(EventPoll.class);

    private final MembershipSource source;
    private final Revocations revocations;
    private final InstantSource clock;
    private final Thread thread;
    private Optional<String> lastId = Optional.empty();
    private volatile Instant lastSuccess = Instant.EPOCH;

    EventPoll(MembershipSource source, Revocations revocations, InstantSource clock) {
        this.source = source;
        this.revocations = revocations;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("membership-events").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// How long ago everything that had happened was known.
    public Duration age() {
        return Duration.between(lastSuccess, clock.instant());
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// Reads on from where it was.
    ///
    /// @throws MembershipsUnavailable if the identity provider does not tell
    void pollOnce() {
        Instant since = clock.instant().minus(LOOK_BACK);
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            var page = source.events(lastId, since);
            page.events().forEach(revocations::apply);
            if (!page.events().isEmpty()) {
                lastId = Optional.of(page.events().getLast().id());
            }
            if (!page.hasMore() || page.events().isEmpty()) {
                lastSuccess = clock.instant();
                return;
            }
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                pollQuietly();
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void pollQuietly() {
        try {
            pollOnce();
        } catch (MembershipsUnavailable away) {
            LOG.atWarn().addKeyValue("reason", away.getMessage()).log("events could not be polled");
        }
    }
}
