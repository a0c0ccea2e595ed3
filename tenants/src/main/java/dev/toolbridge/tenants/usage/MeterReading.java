package dev.toolbridge.tenants.usage;

import java.util.Optional;

/// The meters of a tenant at one of its programs.
///
/// @param people the people that have sent requests in the present hour
/// @param lastWriteSeconds the time of the last write, in seconds since 1970
public record MeterReading(
        Counters counters, long items, long bytes, Seen people, Seen assistants, Optional<Long> lastWriteSeconds) {

    /// Different senders in the present hour (UTC), and in the one before.
    public record Seen(long present, long before) {}
}
