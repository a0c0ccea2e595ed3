package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.read.PageQueries;
import dev.toolbridge.api.store.read.PageRows;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one page of a list: one walk after the other until the page is full.
final class ListReader {
    private static final List<String> COLUMNS =
            List.of("uid", "version", "updated_at_ms", "deleted_at_ms", "place", "is_due");

    /// The most items that a range of times leads to: of more, a walk through all items soon finds a page.
    private static final int RANGED_MAX = 3_000;

    private final Connection connection;
    private final Space space;
    private final ListQuery query;
    private final ListSql sql;
    private final TextCounts counts;
    private final List<String> keyColumns;
    private final PageRows<Row> rows;
    private Optional<Head> head = Optional.empty();

    ListReader(Connection connection, ListSql sql, ListQuery query, TextCounts counts) {
        this.connection = connection;
        this.space = sql.space();
        this.query = query;
        this.sql = sql;
        this.counts = counts;
        this.keyColumns = keyColumns(query.question().order());
        this.rows = new PageRows<>(query.limit(), List.of(ItemRows.PAYLOAD), this::row);
    }

    /// An item with the values of the order's fields.
    private record Row(Item item, long seq, List<Optional<String>> keys) {}

    /// The page; empty when the space has no head yet.
    Optional<ItemPage> page() throws SQLException {
        Optional<Cursor> place = query.after();
        for (Walk walk : from(place, walks())) {
            requireReadable(walk);
            Optional<Cursor> begin = place;
            long seqBefore = lastSeq();
            do {
                read(walk, place);
                if (head.isEmpty()) {
                    return Optional.empty();
                }
                place = lastSeq() == seqBefore ? begin : rows.last().map(this::cursor);
            } while (rows.areCutShort());
            if (rows.areMore()) {
                return answer(rows.last().map(this::cursor), true);
            }
            Optional<Cursor> end = walk.isBounded() && walk.isInOrder() ? end(walk, begin) : Optional.empty();
            if (end.isPresent()) {
                return answer(end, true);
            }
            place = Optional.empty();
        }
        return answer(rows.last().map(this::cursor), false);
    }

    /// The number of the last item on the page; 0 for none.
    private long lastSeq() {
        return rows.last().map(Row::seq).orElse(0L);
    }

    private Optional<ItemPage> answer(Optional<Cursor> next, boolean hasMore) {
        List<Item> items = rows.all().stream().map(Row::item).toList();
        return Optional.of(new ItemPage(items, next, hasMore));
    }

    private List<Walk> walks() throws SQLException {
        Optional<Drive.ByRange> range = ListPlan.range(sql, counts);
        boolean leadsToFew = range.isPresent() && !isBeyond(sql.beyond(range.get(), RANGED_MAX));
        return ListPlan.of(sql, counts, leadsToFew ? range : Optional.empty());
    }

    /// The walks that are not over yet. A place without a value lies in the walk of such items.
    private static List<Walk> from(Optional<Cursor> place, List<Walk> walks) {
        if (place.isEmpty() || place.get().keys().isEmpty()) {
            return walks;
        }
        boolean isValueless = place.get().keys().getFirst().isEmpty();
        boolean isFirstOver =
                switch (walks.getFirst().sorting()) {
                    case Walk.ByKey _ -> isValueless;
                    case Walk.Valueless _ -> !isValueless;
                    case Walk.ByChange _, Walk.ByFields _ -> false;
                };
        return isFirstOver ? walks.subList(1, walks.size()) : walks;
    }

    private void requireReadable(Walk walk) throws SQLException {
        if (walk.drive() instanceof Drive.ByPast past) {
            new PastCheck(connection, space, past.past()).require();
        } else if (!walk.isInOrder() && !walk.isComplete()) {
            requireNarrow(walk);
        }
    }

    /// Refuses to sort more items than a page may read.
    private void requireNarrow(Walk walk) throws SQLException {
        if (isBeyond(sql.end(walk, Optional.empty(), Walk.ROWS_MAX + 1))) {
            throw Refusal.of(
                            ErrorCode.TOO_BROAD, "too many items to sort: name fewer of them, or one field of an index")
                    .fact("field", "order")
                    .fact(
                            "expected",
                            "at most " + Walk.ROWS_MAX + " items, as by an equality of status, priority,"
                                    + " done, tags, uid or parent; or an order by one of createdAt, updatedAt, title,"
                                    + " dueDate");
        }
    }

    private boolean isBeyond(Sql end) throws SQLException {
        try (var asked = SpaceQuery.prepare(connection, space, end.text())) {
            end.bindTo(asked);
            return asked.rows().next();
        }
    }

    private Optional<Cursor> end(Walk walk, Optional<Cursor> begin) throws SQLException {
        Sql end = sql.end(walk, begin, Walk.ROWS_MAX);
        try (var asked = SpaceQuery.prepare(connection, space, end.text())) {
            end.bindTo(asked);
            ResultSet row = asked.rows();
            return row.next()
                    ? Optional.of(Cursor.of(head.orElseThrow(), row.getLong("place"), keys(walk, row)))
                    : Optional.empty();
        }
    }

    /// Reads the head before the items, so that a page skips no item because it is newer than the head.
    private void read(Walk walk, Optional<Cursor> after) throws SQLException {
        Sql items = sql.items(walk, after, rows.limitLeft() + 1);
        String page = SpaceHeads.READ + ";" + page(items.text());
        try (var asked = SpaceQuery.prepare(connection, space, page)) {
            asked.bind(space.tenant()).bind(space.id());
            asked.bind(rows.textBytesAsked());
            items.bindTo(asked);
            ResultSet headRow = asked.rows();
            if (headRow.next()) {
                Head seen = SpaceHeads.head(headRow);
                query.after().ifPresent(cursor -> cursor.requireWithin(seen));
                head = Optional.of(seen);
                rows.take(asked.nextRows(), false);
            }
        }
    }

    /// The rows in their order. Those by the last change are ordered by their places already; others are
    /// numbered as they come, so that the page keeps their order.
    private String page(String items) {
        var columns = new ArrayList<>(COLUMNS);
        columns.addAll(keyColumns);
        if (query.question().order() instanceof Order.ByChange change) {
            return page(columns, items, change.isDescending() ? "place DESC" : "place ASC");
        }
        columns.add("turn");
        return page(columns, "SELECT *, row_number() OVER () AS turn FROM (" + items + ") walked", "turn");
    }

    private String page(List<String> columns, String rows, String order) {
        var payload = PageQueries.Text.of(ItemRows.PAYLOAD);
        return this.rows.areAskedQuickly()
                ? PageQueries.quick(columns, payload, rows, order)
                : PageQueries.page(columns, List.of(payload), rows, order);
    }

    private Cursor cursor(Row row) {
        return Cursor.of(head.orElseThrow(), row.seq(), row.keys());
    }

    private Row row(ResultSet row) throws SQLException {
        return new Row(ItemRows.item(row), row.getLong("place"), keys(row));
    }

    /// The keys of any row of a walk; items without a value are walked among those that have one.
    private List<Optional<String>> keys(Walk walk, ResultSet row) throws SQLException {
        return walk.sorting() instanceof Walk.Valueless ? List.of(Optional.empty()) : keys(row);
    }

    private List<Optional<String>> keys(ResultSet row) throws SQLException {
        var keys = new ArrayList<Optional<String>>();
        for (String column : keyColumns) {
            keys.add(Optional.ofNullable(row.getString(column)));
        }
        return keys;
    }

    private static List<String> keyColumns(Order order) {
        var columns = new ArrayList<String>();
        if (order instanceof Order.ByFields fields) {
            for (int index = 1; index <= fields.keys().size(); index++) {
                columns.add("key_" + index);
            }
        }
        return columns;
    }
}
