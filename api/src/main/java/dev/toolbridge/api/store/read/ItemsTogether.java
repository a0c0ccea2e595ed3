package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Reads some items by their keys in one round trip, tombstones included.
public final class ItemsTogether {

    /// The most bytes of all payloads together.
    private static final long BYTES_MAX = 8 * 1_048_576;

    /// Each key is looked up by itself. The payloads behind the limit stay in the database.
    private static final String READ = """
        SELECT found.type, found.uid, found.version, found.updated_at_ms, found.deleted_at_ms,
          CASE WHEN sum(length(found.payload)) OVER (ORDER BY found.place) <= ? THEN found.payload END AS payload
        FROM (
          SELECT key.place, key.type, item.uid, item.version, item.updated_at_ms, item.deleted_at_ms, item.payload
          FROM unnest(?, ?) WITH ORDINALITY AS key (type, uid, place) CROSS JOIN LATERAL (
            SELECT i.uid, i.version, i.updated_at_ms, i.deleted_at_ms, i.payload::text AS payload FROM item i
            WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = key.type AND i.uid = key.uid LIMIT 1
          ) item
        ) found
        """;

    private final Database database;

    public ItemsTogether(Database database) {
        this.database = database;
    }

    /// The items that there are.
    ///
    /// @throws Refusal `too_large` if they have too many bytes
    public Map<Key, Item> read(Space space, Collection<Key> keys) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, READ)) {
                query.bind(BYTES_MAX);
                query.bindArray(
                        "text", keys.stream().map(key -> key.type().name()).toArray());
                query.bindArray("uuid", keys.stream().map(Key::uid).toArray());
                query.bind(space.tenant()).bind(space.id());
                return items(query.rows());
            }
        });
    }

    private static Map<Key, Item> items(ResultSet rows) throws SQLException {
        var items = new HashMap<Key, Item>();
        while (rows.next()) {
            if (rows.getBytes(ItemRows.PAYLOAD) == null) {
                throw Refusal.of(ErrorCode.TOO_LARGE, "the items have more than " + BYTES_MAX + " bytes together");
            }
            Item item = ItemRows.item(rows);
            PageRoom.count(item.payload().json().length);
            items.put(new Key(Entities.find(rows.getString("type")).orElseThrow(), item.uid()), item);
        }
        return items;
    }
}
