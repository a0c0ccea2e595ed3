package dev.toolbridge.service.rate;

import java.time.Duration;
import java.time.Instant;

/// A bucket that holds so many tokens and fills at a steady rate; each request takes one.
public final class TokenBucket {
    private static final double NANOS = 1e9;

    private final int capacity;
    private final double perSecond;
    private double tokens;
    private Instant filledAt;

    /// A full bucket.
    public TokenBucket(int capacity, double perSecond, Instant now) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.tokens = capacity;
        this.filledAt = now;
    }

    /// The outcome of taking tokens.
    ///
    /// @param taken true when the bucket had enough
    /// @param remaining the number of whole tokens left
    /// @param untilNext the time until the next token, or until the bucket has enough; zero while it has
    /// @param untilFull the time until the bucket is full again
    public record Taking(boolean taken, int remaining, Duration untilNext, Duration untilFull) {}

    /// Takes a token, if there is one.
    public synchronized Taking take(Instant now) {
        fill(now);
        boolean taken = tokens >= 1;
        if (taken) {
            tokens--;
        }
        return taking(taken, 1);
    }

    /// Takes more tokens for a request that has taken one, if there are as many. A request that costs more than the
    /// bucket can hold takes a full bucket, and later requests wait for the rest.
    public synchronized Taking takeMore(int more, Instant now) {
        fill(now);
        double needed = Math.min(more, capacity - 1);
        boolean taken = tokens >= needed;
        if (taken) {
            tokens -= more;
        }
        return taking(taken, needed + 1);
    }

    private Taking taking(boolean taken, double enough) {
        return new Taking(taken, (int) Math.max(0, tokens), time(enough - tokens), time(capacity - tokens));
    }

    private void fill(Instant now) {
        if (now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toNanos() / NANOS;
            tokens = Math.min(capacity, tokens + seconds * perSecond);
            filledAt = now;
        }
    }

    private Duration time(double missing) {
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing / perSecond * NANOS));
    }
}
