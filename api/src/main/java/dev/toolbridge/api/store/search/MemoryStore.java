package dev.toolbridge.api.store.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.recall.MemoryOrigin;
import dev.toolbridge.api.recall.StoredMemories;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// StoredMemories in PostgreSQL.
public final class MemoryStore implements StoredMemories {

    private static final String OF_KEY = """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text FROM item
            WHERE tenant_id = ? AND space_id = ? AND type = ? AND item_key = ? AND item_key IS NOT NULL
              AND deleted_at_ms IS NULL ORDER BY updated_at_ms DESC, uid LIMIT ?
            """;

    /// Actions and archiving do not count as writing.
    private static final String ORIGINS = """
            SELECT asked.uid, written.at, written.actor::text, newer.uid IS NOT NULL AS is_superseded
            FROM unnest(?) AS asked (uid)
            CROSS JOIN LATERAL (
              SELECT at, actor FROM change
              WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = asked.uid
                AND operation NOT LIKE 'process:%' AND operation <> 'archive'
              ORDER BY version DESC LIMIT 1
            ) written
            LEFT JOIN LATERAL (
              SELECT uid FROM item
              WHERE tenant_id = ? AND space_id = ? AND type = ? AND link_uid = asked.uid AND link_uid IS NOT NULL
                AND deleted_at_ms IS NULL AND uid <> asked.uid LIMIT 1
            ) newer ON true
            """;

    private final Database database;

    public MemoryStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Item> withKey(Space space, String key, int limit) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, OF_KEY)) {
                bindType(query, space);
                ResultSet rows = query.bind(key).bind(limit).rows();
                var found = new ArrayList<Item>();
                while (rows.next()) {
                    found.add(ItemRows.item(rows));
                }
                return found;
            }
        });
    }

    @Override
    public Map<UUID, MemoryOrigin> origins(Space space, Collection<UUID> uids) {
        if (uids.isEmpty()) {
            return Map.of();
        }
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, ORIGINS)) {
                query.bindArray("uuid", uids.toArray());
                bindType(query, space);
                bindType(query, space);
                ResultSet rows = query.rows();
                var origins = new HashMap<UUID, MemoryOrigin>();
                while (rows.next()) {
                    origins.put(rows.getObject("uid", UUID.class), origin(rows));
                }
                return origins;
            }
        });
    }

    private static void bindType(SpaceQuery query, Space space) throws SQLException {
        query.bind(space.tenant()).bind(space.id()).bind(TYPE.name());
    }

    private static MemoryOrigin origin(ResultSet row) throws SQLException {
        try {
            return new MemoryOrigin(
                    row.getTimestamp("at").toInstant(),
                    (ObjectNode) Json.parse(row.getBytes("actor")),
                    row.getBoolean("is_superseded"));
        } catch (IOException impossible) {
            throw new UncheckedIOException("the database holds JSON only", impossible);
        }
    }
}
