package dev.toolbridge.token.signature;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The identity provider's keys: fetched ahead of their end, kept through an outage, and never fetched more often
/// because a caller sends unknown key ids.
///
/// A verification with a known key never waits: only the first fetch, and the first after a long idle time, block.
public final class PublishedKeys implements KeySource {
    static final Duration REFRESH_AHEAD = Duration.ofMinutes(10);
    static final Duration LIFE = Duration.ofMinutes(15);
    static final Duration OUTAGE_MAX = Duration.ofHours(4);

    /// The pause after an attempt before an unknown key id, or old keys, cause the next.
    static final Duration FETCH_PAUSE = Duration.ofSeconds(30);

    /// The same while there are no keys at all and every token is refused.
    static final Duration FIRST_FETCH_PAUSE = Duration.ofSeconds(1);

    private static final Duration WAIT_MAX = Duration.ofSeconds(2);
    private static final int TRIES = 2;
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

    /// The set that was fetched last; `generation` counts the different sets.
    private record Fetched(JWKSet keys, Instant at, long generation) {
        static final Fetched NOTHING = new Fetched(new JWKSet(), Instant.EPOCH, 0);

        boolean olderThan(Duration age, Instant now) {
            return now.isAfter(at.plus(age));
        }
    }

    /// The end of the last attempt to fetch.
    private record Attempt(Instant at, boolean failed) {}

    private final KeySetFetch fetch;
    private final InstantSource clock;
    private final KeyMeters meters;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Fetched fetched = Fetched.NOTHING;
    private volatile List<String> named = List.of();
    private volatile Attempt attempt = new Attempt(Instant.EPOCH, false);

    public PublishedKeys(KeySetFetch fetch, InstantSource clock, MeterRegistry meters) {
        this.fetch = fetch;
        this.clock = clock;
        this.meters = new KeyMeters(meters);
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        var found = selector.select(usable().keys());
        if (!found.isEmpty()) {
            return found;
        }
        fetchUnlessPaused(FETCH_PAUSE);
        return selector.select(fetched.keys());
    }

    @Override
    public long generation() {
        if (fetched.olderThan(REFRESH_AHEAD, clock.instant())) {
            fetchInBackground();
        }
        return fetched.generation();
    }

    private Fetched usable() throws KeySourceException {
        Instant now = clock.instant();
        if (fetched.olderThan(OUTAGE_MAX, now)) {
            fetchUnlessPaused(FIRST_FETCH_PAUSE);
            requireAny();
        } else if (fetched.olderThan(LIFE, now) && !attempt.failed()) {
            fetchUnlessPaused(FETCH_PAUSE);
        } else if (fetched.olderThan(REFRESH_AHEAD, now)) {
            fetchInBackground();
        }
        return fetched;
    }

    private void requireAny() throws KeySourceException {
        if (fetched.olderThan(OUTAGE_MAX, clock.instant())) {
            throw new KeySourceException("the identity provider's keys cannot be had");
        }
    }

    private void fetchInBackground() {
        if (!isPaused(FETCH_PAUSE) && !fetching.isLocked()) {
            Thread.ofVirtual().name("token-keys").start(() -> fetchUnlessPaused(FETCH_PAUSE));
        }
    }

    /// One fetches while the others wait for it, and then find that the pause has begun.
    private void fetchUnlessPaused(Duration pause) {
        if (isPaused(pause)) {
            return;
        }
        try {
            if (fetching.tryLock(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (!isPaused(pause)) {
                        fetchNow();
                    }
                } finally {
                    fetching.unlock();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isPaused(Duration pause) {
        return clock.instant().isBefore(attempt.at().plus(pause));
    }

    private void fetchNow() {
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                keep(fetch.fetch());
                return;
            } catch (IOException failed) {
                attempt = new Attempt(clock.instant(), true);
                meters.failed();
                LOG.atWarn()
                        .addKeyValue("reason", failed.getMessage())
                        .log("the identity provider's keys could not be fetched; the old keys stay");
            }
        }
    }

    private void keep(PublishedKeySet set) {
        JWKSet keys = set.keys();
        nameUnreadable(set.unreadable());
        boolean same = keys.toString().equals(fetched.keys().toString());
        fetched = new Fetched(keys, clock.instant(), fetched.generation() + (same ? 0 : 1));
        attempt = new Attempt(clock.instant(), false);
        meters.fetched();
    }

    /// Logs each key once, and again when it has come back after it was repaired.
    private void nameUnreadable(List<String> complaints) {
        complaints.stream().filter(complaint -> !named.contains(complaint)).forEach(complaint -> LOG.atWarn()
                .addKeyValue("key", complaint)
                .log("a key of the identity provider cannot be read and is skipped"));
        named = complaints;
    }
}
