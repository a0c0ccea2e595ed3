package dev.toolbridge.api.query;

import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// The time zones that users have chosen.
@FunctionalInterface
public interface UserZones {

    /// The zone of a user in a tenant, if the user has chosen one.
    Optional<ZoneId> of(String tenant, UUID user);
}
