package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.Finisher;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The index follows the items and shows nothing of others.
class SearchIndexTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);
    private static final SearchLanguages ENGLISH = SearchLanguages.parse("english");
    private static final int LIMIT = 50;

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final TextIndex index = new TextIndex(WORKSPACE.database(), ENGLISH);
    private final SearchStore search = new SearchStore(WORKSPACE.database(), ENGLISH, index::bringIn);
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void showsNothingWipedAndForgetsItsWords() {
        note("Groceries", "milk");
        assertThat(uids("milk")).hasSize(1);
        items.wipe(space);
        assertThat(uids("milk")).isEmpty();

        try (var finisher = new Finisher(WORKSPACE.database(), InstantSource.system(), _ -> {})) {
            finisher.finish();
        }

        assertThat(rows("item_text")).isZero();
    }

    @Test
    void findsNothingOfOtherTenantsAndSpaces() {
        note("Groceries", "milk");
        for (Space other : List.of(new Space("other", space.id()), new Space("tenant", UUID.randomUUID()))) {
            assertThat(search.find(other, query("milk", 0)).hits()).isEmpty();
        }
    }

    @Test
    void takesTenantAndSpaceFromTheTransactionOnly() throws SQLException {
        String arguments = "SELECT pg_get_function_arguments(oid) FROM pg_proc WHERE proname = 'search_items'";
        try (Connection connection = TestPostgres.connect(WORKSPACE.login())) {
            var row = connection.createStatement().executeQuery(arguments);
            row.next();
            assertThat(row.getString(1))
                    .doesNotContain("tenant")
                    .doesNotContain("space")
                    .doesNotContain("uuid");
            assertThatThrownBy(() -> connection
                            .createStatement()
                            .executeQuery(
                                    "SELECT * FROM search_items('{}', '{milk}', '{1}', '{f}', '', '', '{note}', 0)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("outside of every space");
        }
    }

    @Test
    void bringsInAPartAndSaysHowManyItemsAreMissing() {
        fill(1_200);

        Search.Found first = find("filled");
        Search.Found third = null;
        for (int times = 0; times < 2; times++) {
            third = find("filled");
        }

        assertThat(first.behind()).isEqualTo(700);
        assertThat(first.hits()).hasSize(LIMIT);
        assertThat(third.behind()).isZero();
    }

    @Test
    void indexesTheBeginningOfVeryLongTexts() {
        String words = IntStream.range(0, 90_000)
                .mapToObj(number -> "w" + Integer.toString(number, 36))
                .collect(Collectors.joining(" "));
        Item note = note("Long", "first " + words + " last");
        Item ligatures = note("Ligatures", "\uFDFA".repeat(60_000));

        assertThat(find("first").hits()).singleElement().satisfies(hit -> {
            assertThat(hit.item().uid()).isEqualTo(note.uid());
            assertThat(hit.isPartial()).isTrue();
        });
        assertThat(uids("last")).isEmpty();
        assertThat(uids("ligatures")).containsExactly(ligatures.uid());
    }

    @Test
    void letsServersIndexSideBySide() throws Exception {
        fill(3_000);
        var elsewhere = new TextIndex(WORKSPACE.database(), ENGLISH);
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = Stream.of(index, elsewhere, index, elsewhere)
                    .<Future<?>>map(server -> servers.submit(() -> indexAll(server)))
                    .toList();
            for (Future<?> one : working) {
                one.get();
            }
        }

        assertThat(rows("item_text")).isEqualTo(3_000);
    }

    @Test
    void indexesAgainWithOtherLanguages() {
        note("Buying", "x");
        assertThat(uids("buy")).hasSize(1);
        SearchLanguages none = SearchLanguages.parse("simple");
        var simple = new SearchStore(WORKSPACE.database(), none, new TextIndex(WORKSPACE.database(), none)::bringIn);

        assertThat(simple.find(space, query("-x buyings", 0)).hits()).isEmpty();
        assertThat(simple.find(space, query("the", 0)).reason()).isEmpty();
    }

    @Test
    void theFunctionOfSearchGivesNoRowsOfOthers() throws SQLException {
        Item note = note("Groceries", "milk");
        assertThat(uids("milk")).containsExactly(note.uid());
        String rows = "SELECT count(*) FROM search_items('{}', '{milk,groceries}', '{1,2}', '{f,f}', 'groceries',"
                + " 'Groceries', '{note}', 0)";
        try (Connection connection = TestPostgres.connect(WORKSPACE.login())) {
            for (Space one : List.of(space, new Space("other", space.id()), new Space("tenant", UUID.randomUUID()))) {
                var statement = connection.createStatement();
                statement.execute("SELECT set_config('app.tenant', '" + one.tenant()
                        + "', false), set_config('app.space', '" + one.id() + "', false)");
                var row = statement.executeQuery(rows);
                row.next();
                assertThat(row.getInt(1)).isEqualTo(one.equals(space) ? 1 : 0);
            }
        }
    }

    private void indexAll(TextIndex server) {
        while (server.next(space, true) == TextIndex.Progress.MORE) {
            Thread.onSpinWait();
        }
    }

    private void fill(int count) {
        items.items().head(space);
        MAINTENANCE.execute("""
                WITH head AS (
                  UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE' RETURNING seq - SIZE AS seq)
                INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
                SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), head.seq + n, 1, 0,
                  jsonb_build_object('title', 'filled ' || n, 'content', 'filled')
                FROM head CROSS JOIN generate_series(1, SIZE) n
                """.replace("SPACE", space.id().toString()).replace("SIZE", Integer.toString(count)));
    }

    private Item note(String title, String content) {
        return items.createNote(space, Json.text(Map.of("title", title, "content", content)));
    }

    private List<UUID> uids(String question) {
        return find(question).hits().stream().map(hit -> hit.item().uid()).toList();
    }

    private Search.Found find(String question) {
        return search.find(space, query(question, 0));
    }

    private static Search.Query query(String question, int after) {
        return new Search.Query(SearchQuestion.of(question), Entities.ALL, after, LIMIT);
    }

    private long rows(String table) {
        return MAINTENANCE.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + space.id() + "'");
    }
}
