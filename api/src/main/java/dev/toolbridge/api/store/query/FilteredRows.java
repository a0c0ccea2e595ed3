package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;

/// The live items that match a filter, as parts of other statements.
public record FilteredRows(Space space, List<EntityType> types, Filter filter) {

    public FilteredRows {
        types = List.copyOf(types);
    }

    /// The condition of the item in row `i`, with a word before it; nothing without a filter.
    public Sql condition(String before) {
        return filter.isNone() ? new Sql() : Sql.of(before).add(FilterSql.of(filter));
    }

    /// The uids of the items as an array, if no more rows than these are to be read to find them; null otherwise.
    public Sql fewUids(int rowsMax) {
        return Sql.of("(SELECT CASE WHEN count(*) <= ")
                .bind(rowsMax)
                .add(" THEN COALESCE(array_agg(w.uid) FILTER (WHERE w.is_match), '{}') END FROM (")
                .add(walked(TextCounts.NONE, rowsMax + 1))
                .add(") w)");
    }

    /// The rows of a walk that finds all of them, each with `is_match`.
    Sql walked(TextCounts counts, int rowsMax) {
        var question = new ItemQuestion(filter, Order.usual(), new Projection.Everything(), false);
        Walk walk = ListPlan.inAnyOrder(types, filter, counts);
        Sql rows = Sql.of("SELECT i.uid, i.seq, (i.deleted_at_ms IS NULL");
        if (!walk.rest().isEmpty()) {
            rows.add(" AND ").add(walk.rest());
        }
        return rows.add(") AS is_match FROM ")
                .add(new ListSql(space, types, question).source(walk, Optional.empty(), rowsMax));
    }
}
