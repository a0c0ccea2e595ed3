package dev.toolbridge.api.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// Profiles that are read once in a few seconds: every question needs a zone. A change through another server is seen
/// that much later.
public final class KnownZones implements Profiles {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int USERS_MAX = 10_000;

    private final Profiles stored;
    private final Cache<User, Optional<ZoneId>> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(USERS_MAX).build();

    public KnownZones(Profiles stored) {
        this.stored = stored;
    }

    private record User(String tenant, UUID id) {}

    @Override
    public Optional<ZoneId> of(String tenant, UUID user) {
        return known.get(new User(tenant, user), _ -> stored.of(tenant, user));
    }

    @Override
    public void keep(String tenant, UUID user, Optional<ZoneId> zone) {
        stored.keep(tenant, user, zone);
        known.invalidate(new User(tenant, user));
    }
}
