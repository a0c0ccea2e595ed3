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

    @Test
    void aLargeRequestTakesMoreIfThereIsEnough() {
        var bucket = new TokenBucket(10, 2, START);
        bucket.take(START);

        assertThat(bucket.takeMore(6, START).remaining()).isEqualTo(3);
        bucket.take(START);
        var refused = bucket.takeMore(4, START);
        assertThat(refused.taken()).isFalse();
        assertThat(refused.remaining()).isEqualTo(2);
        assertThat(refused.untilNext()).isEqualTo(Duration.ofMillis(1_500));
        bucket.take(START.plusMillis(1_500));
        assertThat(bucket.takeMore(4, START.plusMillis(1_500)).taken()).isTrue();
    }

    @Test
    void aRequestLargerThanTheBucketTakesAFullOneAndOwesTheRest() {
        var bucket = new TokenBucket(3, 1, START);
        bucket.take(START);

        var taken = bucket.takeMore(20, START);
        assertThat(taken.taken()).isTrue();
        assertThat(taken.remaining()).isZero();
        assertThat(bucket.take(START.plusSeconds(18)).taken()).isFalse();
        assertThat(bucket.take(START.plusSeconds(19)).taken()).isTrue();
        assertThat(bucket.takeMore(20, START.plusSeconds(19)).taken()).isFalse();
    }
}
