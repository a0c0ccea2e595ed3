package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.contract.EntityType;
import java.util.List;

/// The words of items as SQL. Only functions of the search role read them: an index of words serves no others, because
/// the match of words is not leakproof.
final class TextSql {

    private TextSql() {}

    /// The condition that the item of row `i` has words.
    static Sql condition(Filter.FullText text) {
        return Sql.of("has_words(i.type, i.uid, ").add(query(text)).add(")");
    }

    /// The items with words, as rows of type, uid and seq in no order.
    static Sql items(Space space, List<EntityType> types, Filter.FullText text, int rowsMax) {
        return Sql.of("text_items(")
                .add(query(text))
                .add(", ")
                .bindTexts(types.stream().map(EntityType::name).toList())
                .add(", COALESCE((SELECT h.wiped_seq FROM space_head h WHERE h.tenant_id = ")
                .bind(space.tenant())
                .add(" AND h.space_id = ")
                .bind(space.id())
                .add("), 0), ")
                .bind(rowsMax)
                .add(")");
    }

    /// One row: the numbers of items with words, each counted up to a limit.
    static Sql counts(Space space, List<EntityType> types, List<Filter.FullText> texts, int rowsMax) {
        List<Sql> counts = texts.stream()
                .map(text -> Sql.of("(SELECT count(*)::integer FROM ")
                        .add(items(space, types, text, rowsMax))
                        .add(")"))
                .toList();
        return Sql.of("SELECT ARRAY[").add(Sql.joined(counts, ", ")).add("]::integer[] AS counts");
    }

    /// Computed once for all rows of a statement.
    private static Sql query(Filter.FullText text) {
        return Sql.of("(SELECT text_query(")
                .bindTexts(text.languages())
                .add(", ")
                .bindTexts(text.query().steps())
                .add("))");
    }
}
