package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Payload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.UUID;

/// Reads items from rows of `uid, version, updated_at_ms, deleted_at_ms, payload`.
public final class ItemRows {

    /// True for every item. Only a query that states it can use the ordered index of the items of one type.
    public static final String ORDER_OF_TYPE = "seq < 9223372036854775807";

    /// The same for the ordered index of all items of a space.
    public static final String ORDER_OF_ALL = "version > 0";

    /// The column of an item's JSON.
    public static final String PAYLOAD = "payload";

    private ItemRows() {}

    public static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getObject("uid", UUID.class),
                row.getLong("version"),
                row.getLong("updated_at_ms"),
                optionalLong(row, "deleted_at_ms"),
                new Payload(row.getBytes(PAYLOAD)));
    }

    private static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
