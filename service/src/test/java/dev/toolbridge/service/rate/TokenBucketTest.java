package dev.toolbridge.service.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A bucket lets a burst through, and then a steady stream.
class TokenBucketTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void aBurstAndThenAStream() {
        var bucket = new TokenBucket(3, 2, START);

        assertThat(bucket.take(START).remaining()).isEqualTo(2);
        bucket.take(START);
        assertThat(bucket.take(START).taken()).isTrue();
        var empty = bucket.take(START);
        assertThat(empty.taken()).isFalse();
        assertThat(empty.untilNext()).isEqualTo(Duration.ofMillis(500));
        assertThat(empty.untilFull()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(bucket.take(START.plusMillis(499)).taken()).isFalse();
        assertThat(bucket.take(START.plusMillis(500)).taken()).isTrue();
    }

    @Test
    void itNeverHoldsMoreThanItsSize() {
        var bucket = new TokenBucket(3, 2, START);

        assertThat(bucket.take(START.plusSeconds(3_600)).remaining()).isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        var bucket = new TokenBucket(1, 1, START);
        bucket.take(START);

        assertThat(bucket.take(START.minusSeconds(60)).taken()).isFalse();
    }
}
