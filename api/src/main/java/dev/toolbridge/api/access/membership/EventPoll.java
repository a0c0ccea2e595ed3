package dev.toolbridge.api.access.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls the identity provider's events every ten seconds, so that a lost webhook costs seconds, not minutes.
///
/// The first poll reads the last day, because a token may outlive its session by that long.
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

    /// The time since the last poll that read all events.
    public Duration age() {
        return Duration.between(lastSuccess, clock.instant());
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// Reads the events after the last one that it read.
    ///
    /// @throws MembershipsUnavailable if the identity provider does not answer
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
