package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.entity.Entities;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of deletions that release more items than one transaction does: stored with the deletion
/// itself, so that any server can continue.
final class PendingReleases {

    private static final String KEEP = """
            INSERT INTO pending_release (tenant_id, space_id, type, uid, seq, actor, request)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT (tenant_id, space_id, type, uid) DO UPDATE SET
              seq = excluded.seq, actor = excluded.actor, request = excluded.request
            """;

    private static final String FIRST = """
            SELECT type, uid, seq, actor::text AS actor, request FROM pending_release
            WHERE tenant_id = ? AND space_id = ? ORDER BY type, uid LIMIT 1
            """;

    private static final String FORGET =
            "DELETE FROM pending_release WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?";

    private PendingReleases() {}

    /// A deletion that has released a part of the items that refer to the deleted one.
    ///
    /// @param seq the number of the deletion
    record Pending(Key key, long seq, Author author) {}

    static void keep(Connection connection, Space space, Map<Key, Author> deleted, List<ChangeRows.Row> rows)
            throws SQLException {
        for (ChangeRows.Row row : rows) {
            Key key = row.placement().key();
            if (deleted.containsKey(key) && row.after().isDeleted()) {
                keep(connection, space, new Pending(key, row.seq(), deleted.get(key)));
            }
        }
    }

    private static void keep(Connection connection, Space space, Pending pending) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, KEEP)) {
            query.bind(space.tenant()).bind(space.id());
            query.bind(pending.key().type().name()).bind(pending.key().uid()).bind(pending.seq());
            query.bind(Authors.json(pending.author()))
                    .bind(pending.author().correlationId())
                    .execute();
        }
    }

    static Optional<Pending> first(Connection connection, Space space) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, FIRST)) {
            ResultSet row = query.bind(space.tenant()).bind(space.id()).onlyRows();
            return row.next() ? Optional.of(pending(row)) : Optional.empty();
        }
    }

    static void forget(Connection connection, Space space, Key key) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, FORGET)) {
            query.bind(space.tenant()).bind(space.id());
            query.bind(key.type().name()).bind(key.uid()).execute();
        }
    }

    private static Pending pending(ResultSet row) throws SQLException {
        var key = new Key(Entities.named(row.getString("type")), row.getObject("uid", java.util.UUID.class));
        var actor = row.getString("actor").getBytes(StandardCharsets.UTF_8);
        return new Pending(key, row.getLong("seq"), Authors.parse(actor, row.getString("request")));
    }
}
