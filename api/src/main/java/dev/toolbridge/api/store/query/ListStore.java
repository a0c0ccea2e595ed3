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

    /// The most items that words lead to for a page: of more, a walk through the items soon finds a page.
    private static final int LED_MAX = 5_000;

    private final Database database;
    private final SpaceHeads heads;
    private final IndexedTexts texts;

    public ListStore(Database database, IndexedTexts texts) {
        this.database = database;
        this.heads = new SpaceHeads(database);
        this.texts = texts;
    }

    @Override
    public ItemPage page(Space space, EntityType type, ListQuery query) {
        var sql = new ListSql(space, List.of(type), query.question());
        TextCounts counts = texts.ready(asked(sql, LED_MAX));
        return heads.orBegin(
                space, () -> database.with(connection -> new ListReader(connection, sql, query, counts).page()));
    }

    @Override
    public Count count(Space space, EntityType type, ItemQuestion question) {
        if (question.moment().isPresent()) {
            return countPast(space, type, question);
        }
        var sql = new ListSql(space, List.of(type), question);
        Walk walk = ListPlan.inAnyOrder(List.of(type), question.filter(), texts.ready(asked(sql, Walk.ROWS_MAX)));
        int rowsMax = walk.rest().isEmpty() ? COUNTED_MAX : Walk.ROWS_MAX;
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

    private static IndexedTexts.Asked asked(ListSql sql, int rowsMax) {
        return new IndexedTexts.Asked(sql.space(), sql.types(), sql.question().filter(), rowsMax);
    }

    private Count countPast(Space space, EntityType type, ItemQuestion question) {
        Walk walk = ListPlan.ofPast(space, List.of(type), question);
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
