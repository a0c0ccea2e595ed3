package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.Aggregate;
import dev.toolbridge.api.query.Aggregates;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Aggregates in PostgreSQL.
public final class AggregateStore implements Aggregates {
    /// The most rows that a request reads.
    static final int ROWS_MAX = 200_000;

    /// The database has its own list of zones, which may lack old names and new zones.
    private static final String UNKNOWN_ZONE = "22023";

    private final Database database;
    private final IndexedTexts texts;

    public AggregateStore(Database database, IndexedTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    /// The statement of the groups, one that tells if it would read too much, and one of the oldest change.
    private record Statements(Sql groups, Optional<Sql> tooMany, Optional<Sql> oldest) {

        /// The questions that read less; changes have no index but that of their order.
        String narrower() {
            return oldest.isPresent()
                    ? "of fewer types"
                    : "as by an equality of status, priority, done, tags, uid or parent, or a range of createdAt,"
                            + " updatedAt or dueDate";
        }
    }

    @Override
    public Groups ofItems(Space space, List<EntityType> types, Aggregate aggregate) {
        var question = new ItemQuestion(aggregate.filter(), Order.usual(), new Projection.Everything(), false);
        var sql = new ListSql(space, types, question);
        TextCounts counts = texts.ready(new IndexedTexts.Asked(space, types, aggregate.filter(), ROWS_MAX));
        Walk walk = ListPlan.inAnyOrder(types, aggregate.filter(), counts);
        Sql conditions = Sql.of("i.deleted_at_ms IS NULL");
        if (!walk.rest().isEmpty()) {
            conditions.add(" AND ").add(walk.rest());
        }
        Optional<Sql> tags =
                Optional.of(walk.drive()).filter(Drive.ByType.class::isInstance).map(_ -> TagSql.filed(sql));
        var statements = new Statements(
                new AggregateSql(aggregate).groups(sql.source(walk, Optional.empty(), 0), conditions, tags),
                walk.isComplete()
                        ? Optional.empty()
                        : Optional.of(ifMany(space, sql.end(walk, Optional.empty(), ROWS_MAX + 1))),
                Optional.empty());
        return database.with(connection -> read(connection, space, statements, aggregate.limit()));
    }

    @Override
    public Groups ofChanges(Space space, List<EntityType> types, Aggregate aggregate) {
        Sql changes = changes(space, types);
        Sql source = Sql.of("(SELECT i.* FROM ").add(changes).add(") i");
        Sql conditions = FilterSql.of(aggregate.filter());
        Sql tooMany = ifMany(
                space,
                Sql.of("SELECT i.seq FROM ")
                        .add(changes(space, types))
                        .add(" ORDER BY i.seq OFFSET ")
                        .bind(ROWS_MAX)
                        .add(" LIMIT 1"));
        Sql oldest = Sql.of("SELECT i.at FROM ").add(changes(space, types)).add(" ORDER BY i.seq LIMIT 1");
        var statements = new Statements(
                new AggregateSql(aggregate).groups(source, conditions, Optional.empty()),
                Optional.of(tooMany),
                Optional.of(oldest));
        return database.with(connection -> read(connection, space, statements, aggregate.limit()));
    }

    /// One row, true if a statement has a row. A space of few changes has few rows: there the statement does not run.
    private static Sql ifMany(Space space, Sql tooMany) {
        return Sql.of("SELECT CASE WHEN h.seq > ")
                .bind((long) ROWS_MAX)
                .add(" THEN EXISTS (")
                .add(tooMany)
                .add(") ELSE false END AS are_too_many FROM space_head h WHERE h.tenant_id = ")
                .bind(space.tenant())
                .add(" AND h.space_id = ")
                .bind(space.id());
    }

    /// The changes that the journal keeps, of some types.
    private static Sql changes(Space space, List<EntityType> types) {
        return Sql.of("change i WHERE i.tenant_id = ")
                .bind(space.tenant())
                .add(" AND i.space_id = ")
                .bind(space.id())
                .add(" AND i.seq > 0 AND i.seq > (SELECT h.journal_floor FROM space_head h WHERE h.tenant_id = ")
                .bind(space.tenant())
                .add(" AND h.space_id = ")
                .bind(space.id())
                .add(") AND i.type = ANY (")
                .bindTexts(types.stream().map(EntityType::name).toList())
                .add(")");
    }

    private static Groups read(Connection connection, Space space, Statements statements, int limit)
            throws SQLException {
        if (statements.tooMany().isPresent()) {
            requireNarrow(connection, space, statements);
        }
        Optional<Instant> from = statements.oldest().isPresent()
                ? oldest(connection, space, statements.oldest().get())
                : Optional.empty();
        List<byte[]> groups = groups(connection, space, statements.groups());
        boolean areMore = groups.size() > limit;
        return new Groups(areMore ? groups.subList(0, limit) : groups, areMore, from);
    }

    private static List<byte[]> groups(Connection connection, Space space, Sql statement) throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, statement.text())) {
            statement.bindTo(query);
            ResultSet rows = query.rows();
            var groups = new ArrayList<byte[]>();
            while (rows.next()) {
                groups.add(rows.getString(1).getBytes(StandardCharsets.UTF_8));
            }
            return groups;
        } catch (SQLException failed) {
            if (UNKNOWN_ZONE.equals(failed.getSQLState())) {
                throw Refusal.of(ErrorCode.INVALID_PARAMETER, "the database does not know the time zone")
                        .fact("field", "tz")
                        .fact("expected", "the present IANA name of the zone");
            }
            throw failed;
        }
    }

    private static Optional<Instant> oldest(Connection connection, Space space, Sql oldest) throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, oldest.text())) {
            oldest.bindTo(query);
            ResultSet row = query.rows();
            return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
        }
    }

    private static void requireNarrow(Connection connection, Space space, Statements statements) throws SQLException {
        Sql tooMany = statements.tooMany().orElseThrow();
        try (var query = SpaceQuery.prepare(connection, space, tooMany.text())) {
            tooMany.bindTo(query);
            ResultSet row = query.rows();
            if (row.next() && row.getBoolean("are_too_many")) {
                throw Refusal.of(ErrorCode.TOO_BROAD, "too many rows to count: name fewer of them")
                        .fact("expected", "at most " + ROWS_MAX + " rows, " + statements.narrower());
            }
        }
    }
}
