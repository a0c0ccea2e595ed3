package dev.toolbridge.tenants.usage;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// The use of a tenant in an hour, or in a longer time that begins at its start.
///
/// @param items at the end of the time
/// @param people the most that were seen in one hour of it
public record UsageHour(
        Instant start,
        Counters counters,
        long items,
        long bytes,
        long people,
        long assistants,
        Optional<Instant> lastWriteAt) {
    private static final double P95 = 0.95;

    /// Both times together, of which the other one is later.
    UsageHour and(UsageHour later) {
        return new UsageHour(
                start,
                counters.and(later.counters),
                later.items,
                later.bytes,
                Math.max(people, later.people),
                Math.max(assistants, later.assistants),
                later.lastWriteAt.or(() -> lastWriteAt));
    }

    UsageHour startingAt(Instant other) {
        return new UsageHour(other, counters, items, bytes, people, assistants, lastWriteAt);
    }

    /// The time in which 95 of 100 requests were answered, in ms; empty without requests.
    Optional<Long> p95Ms() {
        OptionalDouble millis = Latency.quantile(counters.latency(), P95);
        return millis.isPresent() ? Optional.of(Math.round(millis.getAsDouble())) : Optional.empty();
    }
}
