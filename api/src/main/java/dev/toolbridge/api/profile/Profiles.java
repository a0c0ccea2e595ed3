package dev.toolbridge.api.profile;

import dev.toolbridge.api.query.UserZones;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// The store of settings that users make for themselves.
public interface Profiles extends UserZones {

    /// Replaces the zone of a user; an empty one is forgotten.
    void keep(String tenant, UUID user, Optional<ZoneId> zone);
}
