package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.Finisher;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
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

    private final SearchedSpace searched = new SearchedSpace(WORKSPACE);
    private final Space space = searched.space;

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void showsNothingWipedAndForgetsItsWords() {
        searched.note("Groceries", "milk");
        assertThat(searched.uids("milk")).hasSize(1);
        searched.items.wipe(space);
        assertThat(searched.uids("milk")).isEmpty();

        try (var finisher = new Finisher(WORKSPACE.database(), InstantSource.system(), _ -> {})) {
            finisher.finish();
        }

        assertThat(searched.rows("item_text")).isZero();
    }

    @Test
    void findsNothingOfOtherTenantsAndSpaces() {
        searched.note("Groceries", "milk");
        for (Space other : List.of(new Space("other", space.id()), new Space("tenant", UUID.randomUUID()))) {
            assertThat(searched.search.find(other, SearchedSpace.query("milk")).hits())
                    .isEmpty();
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
        searched.fill(1_200);

        Search.Found first = searched.find("filled");
        Search.Found third = null;
        for (int times = 0; times < 2; times++) {
            third = searched.find("filled");
        }

        assertThat(first.behind()).isEqualTo(700);
        assertThat(first.hits()).hasSize(SearchedSpace.LIMIT);
        assertThat(third.behind()).isZero();
    }

    @Test
    void indexesTheBeginningOfVeryLongTexts() {
        String words = IntStream.range(0, 90_000)
                .mapToObj(number -> "w" + Integer.toString(number, 36))
                .collect(Collectors.joining(" "));
        Item note = searched.note("Long", "first " + words + " last");
        Item ligatures = searched.note("Ligatures", "\uFDFA".repeat(60_000));

        assertThat(searched.find("first").hits()).singleElement().satisfies(hit -> {
            assertThat(hit.item().uid()).isEqualTo(note.uid());
            assertThat(hit.isPartial()).isTrue();
        });
        assertThat(searched.uids("last")).isEmpty();
        assertThat(searched.uids("ligatures")).containsExactly(ligatures.uid());
    }

    @Test
    void letsServersIndexSideBySide() throws Exception {
        searched.fill(3_000);
        var elsewhere = new TextIndex(WORKSPACE.database(), SearchedSpace.ENGLISH);
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = Stream.of(searched.index, elsewhere, searched.index, elsewhere)
                    .<Future<?>>map(server -> servers.submit(() -> searched.indexAll(server)))
                    .toList();
            for (Future<?> one : working) {
                one.get();
            }
        }

        assertThat(searched.rows("item_text")).isEqualTo(3_000);
    }

    @Test
    void indexesAgainWithOtherLanguages() {
        searched.note("Buying", "x");
        assertThat(searched.uids("buy")).hasSize(1);
        SearchLanguages none = SearchLanguages.parse("simple");
        var simple = new SearchStore(WORKSPACE.database(), none, new TextIndex(WORKSPACE.database(), none)::bringIn);

        assertThat(simple.find(space, SearchedSpace.query("-x buyings")).hits()).isEmpty();
        assertThat(simple.find(space, SearchedSpace.query("the")).reason()).isEmpty();
    }

    @Test
    void theFunctionOfSearchGivesNoRowsOfOthers() throws SQLException {
        Item note = searched.note("Groceries", "milk");
        assertThat(searched.uids("milk")).containsExactly(note.uid());
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
}
