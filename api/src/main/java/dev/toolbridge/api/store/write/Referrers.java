package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.References;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.OnDelete;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The live children of an item, as many as one transaction may release.
final class Referrers {
    /// Small, since other writers wait for the space meanwhile.
    static final int ITEMS_MAX = 250;

    /// Payloads beyond this wait for the next transaction, except the one that crosses it.
    static final int BYTES_MAX = 524_288;

    /// The bound that every place meets.
    static final long ANY_PLACE = Long.MAX_VALUE;

    private static final int ROWS_AT_A_TIME = 25;

    /// The sum keeps the planner from using the bound as a condition for the index of all items of a type.
    private static final String KEPT_UNDER = """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM (
              SELECT * FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND COLUMN = ?
                AND deleted_at_ms IS NULL AND seq + 0 <= ? LIMIT ?
            ) kept ORDER BY seq
            """;

    private static final String OF_PARENT = KEPT_UNDER.replace("COLUMN", "parent_uid");
    private static final String OF_LINK = KEPT_UNDER.replace("COLUMN", "link_uid");

    private static final String IS_USED = """
            SELECT FROM unnest(?) AS kind (type) CROSS JOIN LATERAL (
              SELECT FROM item WHERE tenant_id = ? AND space_id = ? AND type = kind.type AND COLUMN = ?
                AND deleted_at_ms IS NULL LIMIT 1
            ) kept LIMIT 1
            """;

    private final Connection connection;
    private final Space space;
    private int itemsLeft = ITEMS_MAX;
    private long bytesLeft = BYTES_MAX;

    Referrers(Connection connection, Space space) {
        this.connection = connection;
        this.space = space;
    }

    /// Tells if an item has live children of any type, or others name it.
    static boolean isUsed(Connection connection, Space space, Key key) throws SQLException {
        return isNamed(connection, space, key, new Naming(References.typesUnder(key.type()), "parent_uid"))
                || isNamed(connection, space, key, new Naming(References.typesLinkedTo(key.type()), "link_uid"));
    }

    private static boolean isNamed(Connection connection, Space space, Key key, Naming naming) throws SQLException {
        if (naming.types().isEmpty()) {
            return false;
        }
        try (var query = SpaceQuery.prepareInside(connection, IS_USED.replace("COLUMN", naming.column()))) {
            query.bindArray("text", naming.types().toArray())
                    .bind(space.tenant())
                    .bind(space.id())
                    .bind(key.uid());
            return query.onlyRows().next();
        }
    }

    /// The types of items that may name another one, and the column in which they do.
    private record Naming(List<String> types, String column) {}

    /// Some of the items that refer to an item.
    ///
    /// @param areMore true when the item has others
    record Part(List<Item> items, boolean areMore) {}

    /// Those whose last change is not after a place, within the limits of the transaction.
    Part of(OnDelete.ClearField clear, UUID uid, long seqMax) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, References.clearsLinks(clear) ? OF_LINK : OF_PARENT)) {
            query.bind(space.tenant()).bind(space.id()).bind(clear.type()).bind(uid);
            ResultSet rows = query.bind(seqMax).bind(itemsLeft + 1).onlyRowsInParts(ROWS_AT_A_TIME);
            var items = new ArrayList<Item>();
            while (rows.next()) {
                if (itemsLeft == 0 || bytesLeft <= 0) {
                    return new Part(items, true);
                }
                Item item = ItemRows.item(rows);
                itemsLeft--;
                bytesLeft -= item.payload().json().length;
                items.add(item);
            }
            return new Part(items, false);
        }
    }
}
