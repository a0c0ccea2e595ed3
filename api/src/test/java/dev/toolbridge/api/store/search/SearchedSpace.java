package dev.toolbridge.api.store.search;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A space of a test, and short ways to search it.
final class SearchedSpace {
    static final SearchLanguages ENGLISH = SearchLanguages.parse("english");
    static final int LIMIT = 50;

    final Space space = new Space("tenant", UUID.randomUUID());
    final TestItems items;
    final TextIndex index;
    final SearchStore search;
    private final Maintenance maintenance;

    SearchedSpace(Workspace workspace, Database database) {
        this.items = new TestItems(database);
        this.index = new TextIndex(database, ENGLISH);
        this.search = new SearchStore(database, ENGLISH, index::bringIn);
        this.maintenance = new Maintenance(workspace);
    }

    SearchedSpace(Workspace workspace) {
        this(workspace, workspace.database());
    }

    static Search.Query query(String question) {
        return new Search.Query(SearchQuestion.of(question), Entities.ALL, Filter.none(), 0, LIMIT);
    }

    static Filter filter(String conditions) {
        return new FilterText(FieldNames.of(Entities.ALL), TestItems.CONTEXT).whole("filter", conditions);
    }

    Item note(String title, String content) {
        return items.createNote(space, Json.text(Map.of("title", title, "content", content)));
    }

    Search.Found find(String question) {
        return search.find(space, query(question));
    }

    List<UUID> uids(String question) {
        return uids(find(question));
    }

    static List<UUID> uids(Search.Found found) {
        return found.hits().stream().map(hit -> hit.item().uid()).toList();
    }

    long rows(String table) {
        return maintenance.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + space.id() + "'");
    }

    /// Adds items without words in the index.
    void fill(int count) {
        items.items().head(space);
        maintenance.execute("""
                WITH head AS (
                  UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE' RETURNING seq - SIZE AS seq)
                INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
                SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), head.seq + n, 1, 0,
                  jsonb_build_object('title', 'filled ' || n, 'content', 'filled', 'n', n)
                FROM head CROSS JOIN generate_series(1, SIZE) n
                """.replace("SPACE", space.id().toString()).replace("SIZE", Integer.toString(count)));
    }

    /// Makes the words of all items that the index lacks.
    void indexAll(TextIndex server) {
        while (server.next(space, true) == TextIndex.Progress.MORE) {
            Thread.onSpinWait();
        }
    }
}
