package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes conditions on texts see everything that was written before, and counts the items that have the words, so that
/// rare words can lead to them.
public final class IndexedTexts {

    /// A row for each space with a head: true if words are missing, or were made for other languages.
    public static final String STATE = """
            SELECT head.seq > COALESCE(
              (SELECT c.seq FROM text_cursor c
               WHERE c.tenant_id = head.tenant_id AND c.space_id = head.space_id AND c.languages = ?), 0) AS is_behind
            FROM space_head head WHERE tenant_id = ? AND space_id = ?;
            """;

    /// The parts that a write transaction indexes before a condition; its own changes are among them.
    private static final int PARTS_MAX = 4;

    private final Database database;
    private final TextBringing bringing;

    public IndexedTexts(Database database, TextBringing bringing) {
        this.database = database;
        this.bringing = bringing;
    }

    /// The items that a filter is asked of.
    ///
    /// @param rowsMax the most rows that words may lead to
    record Asked(Space space, List<EntityType> types, Filter filter, int rowsMax) {

        /// The conditions that every item meets, and that only items with certain words can meet.
        List<Filter.FullText> leading() {
            List<Filter> filters = filter instanceof Filter.All all ? all.filters() : List.of(filter);
            return filters.stream()
                    .filter(Filter.FullText.class::isInstance)
                    .map(Filter.FullText.class::cast)
                    .filter(text -> text.query().needsWord())
                    .distinct()
                    .toList();
        }
    }

    private record State(boolean isBehind, TextCounts counts) {}

    /// Brings in what is missing if a filter has conditions on texts.
    ///
    /// @throws Refusal `unavailable` if more is missing than one part
    TextCounts ready(Asked asked) {
        if (asked.filter().fullTexts().isEmpty()) {
            return TextCounts.NONE;
        }
        State first = state(asked);
        if (!first.isBehind()) {
            return first.counts();
        }
        if (bringing.bringIn(asked.space())) {
            throw behind();
        }
        return state(asked).counts();
    }

    /// The same in the course of a write transaction, whose changes count.
    TextCounts readyInside(Connection connection, Asked asked) throws SQLException {
        if (asked.filter().fullTexts().isEmpty()) {
            return TextCounts.NONE;
        }
        boolean isMore = true;
        for (int part = 0; isMore && part < PARTS_MAX; part++) {
            isMore = bringing.bringInto(connection, asked.space());
        }
        if (isMore) {
            throw behind();
        }
        Sql counts = counts(asked);
        try (var query = SpaceQuery.prepareInside(connection, counts.text())) {
            counts.bindTo(query);
            return counts(query.onlyRows(), asked);
        }
    }

    private State state(Asked asked) {
        Sql counts = counts(asked);
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, asked.space(), STATE + counts.text())) {
                query.bind(bringing.languages())
                        .bind(asked.space().tenant())
                        .bind(asked.space().id());
                counts.bindTo(query);
                ResultSet state = query.rows();
                boolean isBehind = state.next() && state.getBoolean("is_behind");
                return new State(isBehind, counts(query.nextRows(), asked));
            }
        });
    }

    private static Sql counts(Asked asked) {
        return TextSql.counts(asked.space(), asked.types(), asked.leading(), asked.rowsMax() + 1);
    }

    private static TextCounts counts(ResultSet row, Asked asked) throws SQLException {
        row.next();
        Integer[] counted = (Integer[]) row.getArray("counts").getArray();
        Map<Filter.FullText, Integer> counts = new HashMap<>();
        for (Filter.FullText text : asked.leading()) {
            counts.put(text, counted[counts.size()]);
        }
        return new TextCounts(counts, asked.rowsMax());
    }

    private static Refusal behind() {
        return Refusal.of(ErrorCode.UNAVAILABLE, "many new items are not indexed yet: ask again in a moment")
                .header("Retry-After", "1");
    }
}
