package dev.toolbridge.api.store;

import dev.toolbridge.api.profile.Profiles;
import dev.toolbridge.database.Database;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The settings of users in PostgreSQL.
public final class ProfileStore implements Profiles {
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private static final String FIND = """
        SELECT time_zone FROM user_profile WHERE tenant_id = ? AND user_id = ?
        """;

    private static final String KEEP = """
        INSERT INTO user_profile (tenant_id, user_id, time_zone) VALUES (?, ?, ?)
        ON CONFLICT (tenant_id, user_id) DO UPDATE SET time_zone = excluded.time_zone RETURNING user_id
        """;

    private static final String FORGET = """
        DELETE FROM user_profile WHERE tenant_id = ? AND user_id = ? RETURNING user_id
        """;

    private final Database database;

    public ProfileStore(Database database) {
        this.database = database;
    }

    /// A zone that this Java does not know any more counts as none.
    @Override
    public Optional<ZoneId> of(String tenant, UUID user) {
        return database.transaction(
                tenant,
                transaction -> transaction
                        .rows(FIND, row -> row.column("time_zone").getString(), tenant, user)
                        .stream()
                        .filter(ZONES::contains)
                        .map(ZoneId::of)
                        .findFirst());
    }

    @Override
    public void keep(String tenant, UUID user, Optional<ZoneId> zone) {
        boolean isChanged = database.transaction(tenant, transaction -> {
            var rows = zone.isPresent()
                    ? transaction.rows(KEEP, _ -> true, tenant, user, zone.get().getId())
                    : transaction.rows(FORGET, _ -> true, tenant, user);
            transaction.commit();
            return !rows.isEmpty();
        });
        if (zone.isPresent() && !isChanged) {
            throw new IllegalStateException("the time zone of " + user + " was not kept");
        }
    }
}
