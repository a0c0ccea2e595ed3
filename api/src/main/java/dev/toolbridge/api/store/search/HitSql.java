package dev.toolbridge.api.store.search;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search.Query;
import dev.toolbridge.api.store.query.FilteredRows;
import dev.toolbridge.api.store.query.Sql;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.read.PageQueries;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.function.Function;

/// The statements of a search. Conditions narrow it in two ways: if they lead to few items, the search is among those;
/// otherwise more hits are made than a search shows, and each is checked.
record HitSql(Space space, Query query, SearchLanguages languages) {
    /// The most hits of a search.
    private static final int HITS_MAX = 500;

    /// The most hits of a search with conditions, before they are checked.
    static final int CHECKED_MAX = 5_000;

    /// The most rows that conditions may read to find the items for a search.
    private static final int FEW_MAX = 2_000;

    /// A page of hits in the order of their places.
    static PageQueries.Forms pages(Sql hits) {
        return PageQueries.forms(
                List.of(
                        "type",
                        "uid",
                        "version",
                        "updated_at_ms",
                        "deleted_at_ms",
                        "is_partial",
                        "is_exact",
                        "words_rank",
                        "title_rank",
                        "place",
                        "is_due"),
                PageQueries.Text.of(ItemRows.PAYLOAD),
                hits.text(),
                "place");
    }

    /// The hits are put in order before their items are read, so that no more are read than a page takes.
    Sql after(int place, int limit) {
        return Sql.of("""
                SELECT hit.type, i.uid, i.version, i.updated_at_ms, i.deleted_at_ms, hit.is_partial, hit.is_exact,
                  hit.words_rank, hit.title_rank, i.payload, hit.place, true AS is_due
                FROM (SELECT * FROM\s""")
                .add(hits())
                .add(" found WHERE found.place > ")
                .bind(place)
                .add(" ORDER BY found.place) hit CROSS JOIN LATERAL (SELECT * FROM item WHERE tenant_id = ")
                .bind(space.tenant())
                .add(" AND space_id = ")
                .bind(space.id())
                .add(" AND type = hit.type AND uid = hit.uid AND deleted_at_ms IS NULL LIMIT 1) i")
                .add(rows().condition(" WHERE "))
                .add(" ORDER BY hit.place LIMIT ")
                .bind(limit);
    }

    /// One row: true if more items have the words than are checked.
    Sql isCut() {
        return Sql.of("SELECT count(*) >= ")
                .bind(CHECKED_MAX)
                .add(" AS is_cut FROM ")
                .add(hits());
    }

    /// The arguments that the functions of search begin with.
    static Sql question(SearchQuestion question, SearchLanguages languages) {
        return new Sql()
                .bindTexts(languages.names())
                .add(", ")
                .bind(values(question, "text", SearchQuestion.Term::text))
                .add(", ")
                .bind(values(question, "integer", SearchQuestion.Term::alternative))
                .add(", ")
                .bind(values(question, "boolean", SearchQuestion.Term::isExcluded))
                .add(", ")
                .bind(question.beginning());
    }

    private static Sql.Array values(SearchQuestion question, String type, Function<SearchQuestion.Term, Object> value) {
        return new Sql.Array(type, question.terms().stream().map(value).toArray());
    }

    private Sql hits() {
        return Sql.of("search_items(")
                .add(question(query.question(), languages))
                .add(", ")
                .bind(query.question().text())
                .add(", ")
                .bindTexts(query.types().stream().map(EntityType::name).toList())
                .add(", COALESCE((SELECT wiped_seq FROM space_head WHERE tenant_id = ")
                .bind(space.tenant())
                .add(" AND space_id = ")
                .bind(space.id())
                .add("), 0), ")
                .add(query.filter().isNone() ? Sql.of("NULL") : rows().fewUids(FEW_MAX))
                .add(", ")
                .bind(query.filter().isNone() ? HITS_MAX : CHECKED_MAX)
                .add(")");
    }

    private FilteredRows rows() {
        return new FilteredRows(space, query.types(), query.filter());
    }
}
