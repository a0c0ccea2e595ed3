package dev.toolbridge.api.store.search;

import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.query.Sql;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.read.PageRows;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// Search in PostgreSQL. The index names the hits, and the items themselves are shown, so that nothing deleted shows.
public final class SearchStore implements Search {

    private static final String BEHIND = """
            SELECT count(*) AS items FROM (
              SELECT FROM item WHERE tenant_id = ? AND space_id = ? AND version > 0 AND seq > COALESCE(
                (SELECT seq FROM text_cursor WHERE tenant_id = ? AND space_id = ? AND languages = ?), 0)
              LIMIT ?) missing
            """;

    private static final String TITLES = """
            SELECT asked.type, asked.uid, left(COALESCE(p.title, p.name), 500) AS title
            FROM unnest(?, ?) AS asked (type, uid) CROSS JOIN LATERAL (
              SELECT payload->>'title' AS title, payload->>'name' AS name FROM item
              WHERE tenant_id = ? AND space_id = ? AND type = asked.type AND uid = asked.uid AND deleted_at_ms IS NULL
              LIMIT 1) p
            WHERE COALESCE(p.title, p.name) IS NOT NULL
            """;

    private static final String FORMS = """
            SELECT word, CASE WHEN (
                SELECT bool_and(length(to_tsvector(name, word)) = 0) FROM unnest(configurations.names[2:]) name
              ) THEN '{}' ELSE tsvector_to_array(words) END AS forms
            FROM (SELECT search_configurations(?) AS names OFFSET 0) configurations
            CROSS JOIN unnest(?) word CROSS JOIN LATERAL item_words(configurations.names, ARRAY[word]) made
            """;

    private final Database database;
    private final SpaceHeads heads;
    private final SearchLanguages languages;
    private final Predicate<Space> bringIn;

    /// @param bringIn indexes a part of what is missing, and tells if there is more
    public SearchStore(Database database, SearchLanguages languages, Predicate<Space> bringIn) {
        this.database = database;
        this.heads = new SpaceHeads(database);
        this.languages = languages;
        this.bringIn = bringIn;
    }

    /// The hits, and the state of the index before them.
    private record Attempt(Found found, boolean isBehind) {}

    @Override
    public Found find(Space space, Query query) {
        Attempt first = attempt(space, query);
        if (!first.isBehind()) {
            requireComplete(space, first.found(), query);
            return explained(space, first.found(), query);
        }
        boolean isMore = bringIn.test(space);
        Found found = attempt(space, query).found();
        requireComplete(space, found, query);
        int behind = isMore ? behind(space) : 0;
        return explained(space, new Found(found.hits(), found.hasMore(), behind, Optional.empty()), query);
    }

    @Override
    public Map<String, Set<String>> forms(Space space, Collection<String> words) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, FORMS)) {
                query.bindArray("text", languages.array()).bindArray("text", words.toArray());
                ResultSet rows = query.rows();
                var forms = new HashMap<String, Set<String>>();
                while (rows.next()) {
                    forms.put(rows.getString("word"), Set.of((String[])
                            rows.getArray("forms").getArray()));
                }
                return forms;
            }
        });
    }

    @Override
    public Map<Key, String> titles(Space space, Collection<Key> items) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, TITLES)) {
                query.bindArray(
                        "text", items.stream().map(key -> key.type().name()).toArray());
                query.bindArray("uuid", items.stream().map(Key::uid).toArray());
                ResultSet rows = query.bind(space.tenant()).bind(space.id()).rows();
                var titles = new HashMap<Key, String>();
                while (rows.next()) {
                    var key = new Key(Entities.named(rows.getString("type")), rows.getObject("uid", UUID.class));
                    titles.put(key, rows.getString("title"));
                }
                return titles;
            }
        });
    }

    /// Refuses a page that ends early because the items that have the words are too many to check them all.
    private void requireComplete(Space space, Found found, Query query) {
        if (query.filter().isNone() || found.hasMore() || found.hits().size() == query.limit()) {
            return;
        }
        Sql isCut = new HitSql(space, query, languages).isCut();
        boolean areTooMany = database.with(connection -> {
            try (var statement = SpaceQuery.prepare(connection, space, isCut.text())) {
                isCut.bindTo(statement);
                ResultSet row = statement.rows();
                row.next();
                return row.getBoolean("is_cut");
            }
        });
        if (areTooMany) {
            throw Refusal.of(ErrorCode.TOO_BROAD, "too many items have the words to check all of them")
                    .fact("field", "q")
                    .fact("expected", "rarer words, or conditions that fewer items meet");
        }
    }

    private Attempt attempt(Space space, Query query) {
        return heads.orBegin(
                space,
                () -> database.with(connection -> {
                    var rows = new PageRows<>(query.limit(), List.of(ItemRows.PAYLOAD), SearchStore::hit);
                    Optional<Boolean> isBehind = part(connection, space, query, rows);
                    while (isBehind.isPresent() && rows.areCutShort()) {
                        part(connection, space, query, rows);
                    }
                    var found = new Found(rows.all(), rows.areMore(), 0, Optional.empty());
                    return isBehind.map(behind -> new Attempt(found, behind));
                }));
    }

    private Optional<Boolean> part(Connection connection, Space space, Query asked, PageRows<Hit> rows)
            throws SQLException {
        int after = (int) rows.lastPlace().orElse(asked.after());
        Sql hits = new HitSql(space, asked, languages).after(after, rows.limitLeft() + 1);
        String page = HitSql.pages(hits).of(rows);
        try (var query = SpaceQuery.prepare(connection, space, IndexedTexts.STATE + page)) {
            query.bind(languages.joined()).bind(space.tenant()).bind(space.id());
            query.bind(rows.textBytesAsked());
            hits.bindTo(query);
            ResultSet state = query.rows();
            if (!state.next()) {
                return Optional.empty();
            }
            boolean isBehind = state.getBoolean("is_behind");
            rows.take(query.nextRows(), false);
            return Optional.of(isBehind);
        }
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(
                Entities.named(row.getString("type")),
                ItemRows.item(row),
                row.getInt("place"),
                row.getBoolean("is_exact"),
                rank(row, "words_rank"),
                rank(row, "title_rank"),
                row.getBoolean("is_partial"));
    }

    private static OptionalInt rank(ResultSet row, String column) throws SQLException {
        int rank = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    private int behind(Space space) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, BEHIND)) {
                query.bind(space.tenant()).bind(space.id());
                query.bind(space.tenant()).bind(space.id()).bind(languages.joined());
                ResultSet row = query.bind(BEHIND_MAX).rows();
                row.next();
                return row.getInt("items");
            }
        });
    }

    private Found explained(Space space, Found found, Query query) {
        if (!found.hits().isEmpty() || query.after() > 0) {
            return found;
        }
        Optional<String> reason = database.with(connection -> {
            Sql asked = Sql.of("SELECT reason FROM search_queries(")
                    .add(HitSql.question(query.question(), languages))
                    .add(")");
            try (var statement = SpaceQuery.prepare(connection, space, asked.text())) {
                asked.bindTo(statement);
                ResultSet row = statement.rows();
                row.next();
                return Optional.ofNullable(row.getString("reason"));
            }
        });
        return new Found(found.hits(), found.hasMore(), found.behind(), reason);
    }
}
