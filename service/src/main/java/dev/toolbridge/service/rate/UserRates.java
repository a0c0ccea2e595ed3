package dev.toolbridge.service.rate;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;

/// Limits how many requests one user sends, whichever way: by any number of tokens, and by each API key for itself.
public final class UserRates {
    private static final HeapShare KEPT = new HeapShare(15);

    /// By then every bucket is full again.
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);

    private final Cache<Key, TokenBucket> buckets = KEPT.<Key, TokenBucket>cache(
                    (key, _) -> key.user().length())
            .expireAfterAccess(IDLE_MAX)
            .build();
    private final RateConfig config;
    private final InstantSource clock;

    public UserRates(RateConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    private record Key(String user, RateClass rateClass) {}

    /// Counts a request.
    ///
    /// @param user the user's id, or what stands for an API key
    /// @throws Refusal `rate_limited` when it is one too many
    public RateState count(String user, RateClass rateClass) {
        return take(user, rateClass, TokenBucket::take);
    }

    /// Counts so many requests more for one that was counted already.
    ///
    /// @throws Refusal `rate_limited` when they are too many: then none is counted
    public RateState countMore(String user, RateClass rateClass, int more) {
        return take(user, rateClass, (bucket, now) -> bucket.takeMore(more, now));
    }

    private RateState take(
            String user, RateClass rateClass, BiFunction<TokenBucket, Instant, TokenBucket.Taking> taker) {
        RateConfig limit = config.of(rateClass);
        Instant now = clock.instant();
        var bucket = buckets.get(
                new Key(user, rateClass), _ -> new TokenBucket(limit.burstHere(), limit.perSecondHere(), now));
        var taking = taker.apply(bucket, now);
        var state = new RateState(
                limit.perMinute(),
                limit.burst(),
                taking.remaining(),
                now.plus(taking.untilFull()).getEpochSecond());
        if (!taking.taken()) {
            throw state.on(limited(taking.untilNext()));
        }
        return state;
    }

    static Refusal limited(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Refusal.of(ErrorCode.RATE_LIMITED, "Rate limit exceeded. Please retry after " + seconds + " seconds.")
                .header("Retry-After", Long.toString(seconds));
    }
}
