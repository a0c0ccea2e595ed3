package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Applied;
import dev.toolbridge.api.item.Cursor;
import dev.toolbridge.api.item.Decision;
import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Items;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Page;
import dev.toolbridge.api.item.PageQuery;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Work;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;

/// The items in PostgreSQL. Every read is one round trip: the settings of row-level security travel with the query.
public final class ItemStore implements Items {

    private static final String FIND = """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
            """;

    private static final String OLDEST_FIRST = page("seq > ?", "ASC");
    private static final String NEWEST_FIRST = page("seq < ?", "DESC");

    private final Database database;
    private final SpaceHeads heads;
    private final SpaceWriter writer;

    /// @param onUnfinished is told when a write has left something for a [Finisher]
    public ItemStore(Database database, Decision decision, Runnable onUnfinished) {
        this.database = database;
        this.heads = new SpaceHeads(database);
        this.writer = new SpaceWriter(database, heads, decision, onUnfinished);
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
                return row.next() ? Lookup.of(ItemRows.item(row)) : new Lookup.Missing();
            }
        });
    }

    @Override
    public Page page(Space space, EntityType type, PageQuery asked) {
        return heads.orBegin(space, () -> database.with(connection -> read(connection, space, type, asked)));
    }

    @Override
    public Applied apply(Space space, Work work) {
        return writer.apply(space, work);
    }

    @Override
    public Head head(Space space) {
        return heads.head(space);
    }

    /// The head is read before the items, so that no item can be newer than the head claims and be skipped for it.
    private static Optional<Page> read(Connection connection, Space space, EntityType type, PageQuery asked)
            throws SQLException {
        boolean oldestFirst = asked.order() == PageQuery.Order.OLDEST_CHANGE_FIRST;
        try (var query = SpaceQuery.prepare(
                connection, space, SpaceHeads.READ + ";" + (oldestFirst ? OLDEST_FIRST : NEWEST_FIRST))) {
            query.bind(space.tenant()).bind(space.id());
            query.bind(space.tenant()).bind(space.id()).bind(type.name());
            query.bind(asked.after().map(Cursor::seq).orElse(oldestFirst ? 0L : Long.MAX_VALUE));
            query.bind(asked.deletedToo()).bind(asked.limit() + 1);
            ResultSet headRow = query.rows();
            if (!headRow.next()) {
                return Optional.empty();
            }
            Head head = SpaceHeads.head(headRow);
            asked.after().ifPresent(cursor -> cursor.requireWithin(head));
            return Optional.of(page(query.nextRows(), head, asked.limit()));
        }
    }

    private static Page page(ResultSet rows, Head head, int limit) throws SQLException {
        var items = new ArrayList<Item>();
        long lastSeq = 0;
        while (items.size() < limit && rows.next()) {
            items.add(ItemRows.item(rows));
            lastSeq = rows.getLong("seq");
        }
        Optional<Cursor> next = items.isEmpty() ? Optional.empty() : Optional.of(Cursor.of(head, lastSeq));
        return new Page(items, next, rows.next());
    }

    private static String page(String place, String direction) {
        return """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text, seq
            FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND %s AND %s AND (? OR deleted_at_ms IS NULL)
            ORDER BY seq %s LIMIT ?
            """.formatted(ItemRows.ORDER_OF_TYPE, place, direction);
    }
}
