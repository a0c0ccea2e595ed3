package dev.toolbridge.api.store.face;

import dev.toolbridge.api.face.FaceItems;
import dev.toolbridge.api.face.MemoryPage;
import dev.toolbridge.api.face.MemoryPart;
import dev.toolbridge.api.face.NumberedItem;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.read.PageRoom;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Numbered items in PostgreSQL.
public final class FaceStore implements FaceItems {
    private static final String MEMORY = "memory";
    private static final int ROWS_AT_A_TIME = 8;

    /// An item's number is in one of two columns.
    private static final int WAYS_TO_NUMBER = 2;

    private final Database database;

    public FaceStore(Database database) {
        this.database = database;
    }

    @Override
    public MemoryPage memories(Space space, MemoryPart question) {
        return reading(space, FaceSql.MEMORIES, query -> {
            query.bind(space.tenant()).bind(space.id());
            for (String text : List.of(question.type(), question.tag(), question.words())) {
                query.bind(text).bind(text);
            }
            query.bind(question.sinceMs());
            bind(query, space, MEMORY).bind(FaceItems.PAGE_MAX).bind((question.page() - 1L) * FaceItems.PAGE_MAX);
            bindNeighbours(query, space, MEMORY);
            ResultSet rows = query.onlyRowsInParts(ROWS_AT_A_TIME);
            rows.next();
            long total = rows.getLong("total");
            return new MemoryPage(total, rows.getObject("uid") == null ? List.of() : read(rows));
        });
    }

    @Override
    public List<NumberedItem> latest(Space space, EntityType type, int limit) {
        return reading(space, FaceSql.LATEST, query -> {
            bind(query, space, type.name()).bind(limit);
            bindNeighbours(query, space, type.name());
            ResultSet rows = query.onlyRowsInParts(ROWS_AT_A_TIME);
            return rows.next() ? read(rows) : List.of();
        });
    }

    @Override
    public List<NumberedItem> find(Space space, EntityType type, Names names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return reading(space, FaceSql.FIND, query -> {
            bind(query, space, type.name()).bindArray("uuid", names.uids().toArray());
            for (int way = 0; way < WAYS_TO_NUMBER; way++) {
                bind(query, space, type.name())
                        .bindArray("bigint", names.numbers().toArray());
            }
            bindNeighbours(query, space, type.name());
            ResultSet rows = query.onlyRowsInParts(ROWS_AT_A_TIME);
            return rows.next() ? read(rows) : List.of();
        });
    }

    /// Reads the rows of a statement, a few of them in memory at a time.
    private interface Reader<T> {
        T read(SpaceQuery query) throws SQLException;
    }

    private <T> T reading(Space space, String sql, Reader<T> reader) {
        return database.inTransaction(connection -> {
            var _ = SpaceStatements.begin(connection, space);
            try (var query = SpaceQuery.prepareInside(connection, sql)) {
                return reader.read(query);
            }
        });
    }

    private static SpaceQuery bind(SpaceQuery query, Space space, String type) throws SQLException {
        return query.bind(space.tenant()).bind(space.id()).bind(type);
    }

    private static void bindNeighbours(SpaceQuery query, Space space, String type) throws SQLException {
        bind(query, space, type);
        bind(query, space, type);
    }

    /// The rows from the present one on, each counted before the next is read; an item that two names lead to comes
    /// once.
    private static List<NumberedItem> read(ResultSet rows) throws SQLException {
        Map<UUID, NumberedItem> found = new LinkedHashMap<>();
        do {
            NumberedItem item = item(rows);
            PageRoom.count(item.item().payload().json().length);
            found.putIfAbsent(item.item().uid(), item);
        } while (rows.next());
        return List.copyOf(found.values());
    }

    private static NumberedItem item(ResultSet row) throws SQLException {
        Item item = ItemRows.item(row);
        long createdAtMs = row.getLong("created_at_ms");
        Optional<NumberedItem.Writer> writer = row.getObject("writer") == null
                ? Optional.empty()
                : Optional.of(new NumberedItem.Writer(
                        row.getLong("writer"), Optional.ofNullable(row.getString("writer_name"))));
        return new NumberedItem(
                row.getLong("number"), item, createdAtMs, writer, Optional.ofNullable(row.getString("conflict")));
    }
}
