package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.SpaceState;
import dev.toolbridge.api.item.SpaceState.LastWipe;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Spaces in PostgreSQL.
public final class SpaceStore implements Spaces {

    private static final String STATE = """
            SELECT epoch, last_wipe_at, last_wipe_by, EXISTS (
              SELECT FROM ended_sync_session ended
              WHERE ended.tenant_id = head.tenant_id AND ended.space_id = head.space_id AND ended.id = ?
            ) AS is_ended
            FROM space_head head WHERE tenant_id = ? AND space_id = ?
            """;

    private static final String END = """
            INSERT INTO ended_sync_session (tenant_id, space_id, id, expires_at)
            VALUES (?, ?, ?, to_timestamp(? / 1000.0)) ON CONFLICT DO NOTHING
            """;

    private static final UUID NO_SESSION = new UUID(0, 0);

    private final Database database;
    private final SpaceHeads heads;

    public SpaceStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    @Override
    public SpaceState state(Space space, Optional<UUID> session) {
        return heads.orBegin(
                space,
                () -> database.with(connection -> {
                    try (var query = SpaceQuery.prepare(connection, space, STATE)) {
                        query.bind(session.orElse(NO_SESSION))
                                .bind(space.tenant())
                                .bind(space.id());
                        ResultSet row = query.rows();
                        return row.next() ? Optional.of(state(row)) : Optional.empty();
                    }
                }));
    }

    @Override
    public void endSession(Space space, UUID session, Instant expiresAt) {
        database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, END)) {
                query.bind(space.tenant()).bind(space.id()).bind(session);
                query.bind(expiresAt.toEpochMilli()).execute();
                return space;
            }
        });
    }

    private static SpaceState state(ResultSet row) throws SQLException {
        Optional<LastWipe> lastWipe = Optional.empty();
        if (row.getTimestamp("last_wipe_at") != null) {
            lastWipe = Optional.of(
                    new LastWipe(row.getTimestamp("last_wipe_at").toInstant(), row.getString("last_wipe_by")));
        }
        return new SpaceState(row.getInt("epoch"), lastWipe, row.getBoolean("is_ended"));
    }
}
