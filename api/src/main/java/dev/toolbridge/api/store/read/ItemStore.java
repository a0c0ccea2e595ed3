package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.item.place.PageQuery;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The items in PostgreSQL. Every read is one round trip: the settings of row-level security travel with the query.
public final class ItemStore implements Items {

    private static final String FIND = """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
            """;

    private static final PageQueries.Forms OLDEST_FIRST = pages("seq > ?", "ASC");
    private static final PageQueries.Forms NEWEST_FIRST = pages("seq < ?", "DESC");

    private final Database database;
    private final SpaceHeads heads;

    public ItemStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    @Override
    public Lookup find(Space space, Key key) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, FIND)) {
                query.bind(space.tenant())
                        .bind(space.id())
                        .bind(key.type().name())
                        .bind(key.uid());
                ResultSet row = query.rows();
                if (!row.next()) {
                    return new Lookup.Missing();
                }
                Item item = ItemRows.item(row);
                PageRoom.count(item.payload().json().length);
                return Lookup.of(item);
            }
        });
    }

    @Override
    public ItemPage page(Space space, EntityType type, PageQuery asked) {
        return heads.orBegin(space, () -> database.with(connection -> read(connection, space, type, asked)));
    }

    @Override
    public Head head(Space space) {
        return heads.head(space);
    }

    private static Optional<ItemPage> read(Connection connection, Space space, EntityType type, PageQuery asked)
            throws SQLException {
        var rows = new PageRows<>(asked.limit(), List.of(ItemRows.PAYLOAD), ItemRows::item);
        Optional<Head> head = part(connection, space, new TypeQuery(type, asked), rows);
        while (head.isPresent() && rows.areCutShort()) {
            part(connection, space, new TypeQuery(type, asked), rows);
        }
        List<Item> items = rows.all();
        return head.map(seen -> new ItemPage(items, next(seen, rows), rows.areMore()));
    }

    private static Optional<Cursor> next(Head head, PageRows<Item> rows) {
        return rows.lastPlace().isPresent()
                ? Optional.of(Cursor.of(head, rows.lastPlace().getAsLong()))
                : Optional.empty();
    }

    private record TypeQuery(EntityType type, PageQuery asked) {

        boolean isOldestFirst() {
            return asked.order() == PageQuery.Order.OLDEST_CHANGE_FIRST;
        }

        long beginSeq() {
            return asked.after().map(Cursor::seq).orElse(isOldestFirst() ? 0L : Long.MAX_VALUE);
        }
    }

    /// Reads the head before the items, so that a page skips no item because it is newer than the head.
    private static Optional<Head> part(Connection connection, Space space, TypeQuery wanted, PageRows<Item> rows)
            throws SQLException {
        String items = (wanted.isOldestFirst() ? OLDEST_FIRST : NEWEST_FIRST).of(rows);
        try (var query = SpaceQuery.prepare(connection, space, SpaceHeads.READ + ";" + items)) {
            query.bind(space.tenant()).bind(space.id()).bind(rows.textBytesAsked());
            query.bind(space.tenant()).bind(space.id()).bind(wanted.type().name());
            query.bind(rows.lastPlace().orElse(wanted.beginSeq()));
            query.bind(wanted.asked().deletedToo()).bind(rows.limitLeft() + 1);
            ResultSet headRow = query.rows();
            if (!headRow.next()) {
                return Optional.empty();
            }
            Head head = SpaceHeads.head(headRow);
            wanted.asked().after().ifPresent(cursor -> cursor.requireWithin(head));
            rows.take(query.nextRows(), false);
            return Optional.of(head);
        }
    }

    private static PageQueries.Forms pages(String place, String direction) {
        String rows = """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload, seq AS place, true AS is_due
            FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND %s AND %s AND (? OR deleted_at_ms IS NULL)
            ORDER BY seq %s LIMIT ?
            """.formatted(ItemRows.ORDER_OF_TYPE, place, direction);
        return PageQueries.forms(
                List.of("uid", "version", "updated_at_ms", "deleted_at_ms", "place", "is_due"),
                PageQueries.Text.of(ItemRows.PAYLOAD),
                rows,
                "place " + direction);
    }
}
