package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Finds the live items that match filters, in the course of one transaction that has selected its space.
public final class Matches {

    /// The most rows that the filters of one transaction read together.
    static final int READ_MAX = 5 * Walk.ROWS_MAX;

    private final Connection connection;
    private final Space space;
    private final IndexedTexts texts;
    private int read;

    public Matches(Connection connection, Space space, IndexedTexts texts) {
        this.connection = connection;
        this.space = space;
        this.texts = texts;
    }

    /// The first items that match, by their last change.
    ///
    /// @throws Refusal `too_broad` if more rows are to be read than may be
    public List<UUID> first(int count, EntityType type, Filter filter) throws SQLException {
        int rowsMax = Math.min(Walk.ROWS_MAX, READ_MAX - read);
        Sql walked = walked(type, filter, rowsMax + 1);
        Sql matching = Sql.of("SELECT count(*) AS walked, (array_agg(w.uid ORDER BY w.seq)"
                        + " FILTER (WHERE w.is_match))[1:")
                .bind(count)
                .add("] AS uids FROM (")
                .add(walked)
                .add(") w");
        try (var query = SpaceQuery.prepareInside(connection, matching.text())) {
            matching.bindTo(query);
            ResultSet row = query.onlyRows();
            row.next();
            int rows = row.getInt("walked");
            if (rows > rowsMax) {
                throw tooBroad();
            }
            read += rows;
            return uids(row);
        }
    }

    private Sql walked(EntityType type, Filter filter, int rowsMax) throws SQLException {
        var asked = new IndexedTexts.Asked(space, List.of(type), filter, Walk.ROWS_MAX);
        TextCounts counts = texts.readyInside(connection, asked);
        return new FilteredRows(space, List.of(type), filter).walked(counts, rowsMax);
    }

    private static List<UUID> uids(ResultSet row) throws SQLException {
        var uids = row.getArray("uids");
        return uids == null ? List.of() : List.of((UUID[]) uids.getArray());
    }

    private static Refusal tooBroad() {
        return Refusal.of(ErrorCode.TOO_BROAD, "too many items to look through: name fewer of them")
                .fact("field", "where")
                .fact(
                        "expected",
                        "at most " + Walk.ROWS_MAX + " items to look through, and " + READ_MAX + " in all of a batch,"
                                + " as by an equality of status, priority, done, tags, uid or parent, or by a range of"
                                + " createdAt, updatedAt or dueDate");
    }
}
