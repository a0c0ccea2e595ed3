package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.Lists;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;

/// Lists in PostgreSQL.
public final class ListStore implements Lists {
    private static final int COUNTED_MAX = 10_000;

    private final Database database;
    private final SpaceHeads heads;

    public ListStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    @Override
    public ItemPage page(Space space, EntityType type, ListQuery query) {
        return heads.orBegin(
                space, () -> database.with(connection -> new ListReader(connection, space, type, query).page()));
    }

    @Override
    public Count count(Space space, EntityType type, ItemQuestion question) {
        if (question.moment().isPresent()) {
            return countPast(space, type, question);
        }
        var walk = ListPlan.inAnyOrder(List.of(type), question.filter());
        int rowsMax = walk.rest().isEmpty() ? COUNTED_MAX : Walk.ROWS_MAX;
        var sql = new ListSql(space, List.of(type), question);
        Sql count = sql.count(walk, rowsMax, COUNTED_MAX).add(";").add(sql.end(walk, Optional.empty(), rowsMax));
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, count.text())) {
                count.bindTo(query);
                ResultSet counted = query.rows();
                counted.next();
                long items = counted.getLong(1);
                boolean isComplete = !query.nextRows().next() && items < COUNTED_MAX;
                return new Count(items, isComplete);
            }
        });
    }

    private Count countPast(Space space, EntityType type, ItemQuestion question) {
        Walk walk = ListPlan.ofPast(space, type, question);
        Sql count = new ListSql(space, List.of(type), question).count(walk, 0, COUNTED_MAX);
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, count.text())) {
                count.bindTo(query);
                ResultSet counted = query.rows();
                counted.next();
                return new Count(counted.getLong(1), counted.getLong(1) < COUNTED_MAX);
            }
        });
    }
}
