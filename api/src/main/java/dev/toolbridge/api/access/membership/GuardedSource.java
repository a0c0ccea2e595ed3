package dev.toolbridge.api.access.membership;

import dev.toolbridge.service.rate.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Limits the calls to the identity provider: so many a second, so many at a time, and none for a while after
/// several failures, so that no request waits for an answer that will not come.
final class GuardedSource implements MembershipSource {
    static final int FAILURES_MAX = 5;
    static final Duration OPEN = Duration.ofSeconds(5);
    private static final Duration OPEN_MAX = Duration.ofSeconds(30);
    private static final int CALLS_A_SECOND_MAX = 50;
    private static final int CALLS_AT_A_TIME_MAX = 16;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final MembershipSource source;
    private final InstantSource clock;
    private final TokenBucket rate;
    private final Semaphore places = new Semaphore(CALLS_AT_A_TIME_MAX);
    private int failures;
    private Instant closedAgainAt = Instant.MIN;

    GuardedSource(MembershipSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.rate = new TokenBucket(CALLS_A_SECOND_MAX, CALLS_A_SECOND_MAX, clock.instant());
    }

    @Override
    public Optional<Membership> find(String user, String organization) {
        return guarded(() -> source.find(user, organization));
    }

    @Override
    public List<Membership> all(String user) {
        return guarded(() -> source.all(user));
    }

    @Override
    public EventPage events(Optional<String> afterId, Instant since) {
        return guarded(() -> source.events(afterId, since));
    }

    private <T> T guarded(Supplier<T> call) {
        requireClosed();
        if (!places.tryAcquire()) {
            throw new MembershipsUnavailable("too many calls at a time", BUSY);
        }
        try {
            if (!rate.take(clock.instant()).taken()) {
                throw new MembershipsUnavailable("too many calls a second", BUSY);
            }
            return counted(call);
        } finally {
            places.release();
        }
    }

    private <T> T counted(Supplier<T> call) {
        try {
            T answer = call.get();
            succeeded();
            return answer;
        } catch (MembershipsUnavailable failed) {
            failed(failed.retryAfter());
            throw failed;
        }
    }

    private synchronized void requireClosed() {
        Instant now = clock.instant();
        if (now.isBefore(closedAgainAt)) {
            throw new MembershipsUnavailable(
                    "the identity provider failed several times", Duration.between(now, closedAgainAt));
        }
    }

    private synchronized void succeeded() {
        failures = 0;
    }

    /// After the pause the next call is a trial: one more failure begins the next pause.
    private synchronized void failed(Duration retryAfter) {
        failures++;
        if (failures >= FAILURES_MAX) {
            var pause = retryAfter.compareTo(OPEN) < 0 ? OPEN : retryAfter;
            closedAgainAt = clock.instant().plus(pause.compareTo(OPEN_MAX) > 0 ? OPEN_MAX : pause);
            failures = FAILURES_MAX - 1;
        }
    }
}
