package dev.toolbridge.tenants.usage;

import dev.toolbridge.tenants.store.Named;
import java.time.Instant;
import java.util.Optional;

/// The use of one tenant in a time, beside that of the others.
///
/// @param hours the number of hours of which there is a reading
/// @param use their sum; empty when there is none
/// @param readAt the time at which the tenant's meters were last read, if they ever were
record Activity(Named tenant, long hours, Optional<UsageHour> use, Optional<Instant> readAt) {}
