package dev.toolbridge.api.store.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.search.SearchLanguages;
import dev.toolbridge.api.search.SearchQuestion;
import dev.toolbridge.api.store.Finisher;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Searches find what was written, at once, and nothing of others.
class SearchStoreTest {
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
    void findsWhatWasJustWrittenChangedAndDeleted() {
        Item note = note("Groceries", "milk and bread");
        assertThat(uids("milk")).containsExactly(note.uid());

        items.patch(space, note.uid(), "{\"content\":\"butter\"}");
        assertThat(uids("milk")).isEmpty();
        assertThat(uids("butter")).containsExactly(note.uid());

        items.write(space, TestItems.NOTE, new Mutation.Delete(note.uid()));
        assertThat(uids("butter")).isEmpty();
        assertThat(rows("item_text")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bread buying | true",
                "buy bread | true",
                "cafe | true",
                "CAFÉ | true",
                "Müller | true",
                "muller | true",
                "\"sour bread\" | true",
                "\"bread sour\" | false",
                "bread -sour | false",
                "bread -butter | true",
                "-\"sour bread\" buying | false",
                "butter or bread | true",
                "butter bread | true",
                "groc | true",
                "bre | true",
                "grocries | true",
                "nothing | false",
                "home | true",
                "checklist | false",
                "candles | true",
                "o'brien | true",
                "foo-bar | true",
                "example.com | true",
            })
    void understandsAQuestion(String question, boolean isFound) {
        Item note = items.createNote(space, """
                {"title":"Groceries at Café Müller","tags":["home"],"checklist":[{"text":"candles"}],
                 "content":"Buying sour bread from O'Brien, see foo-bar and example.com","n":1}
                """);

        assertThat(uids(question)).isEqualTo(isFound ? List.of(note.uid()) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"the,only_stop_words", "the -bread,only_stop_words", "-bread,only_excluded_words", "((((,no_words"})
    void saysWhyAQuestionFindsNothing(String question, String reason) {
        note("the bread", "the bread");

        Search.Found found = find(question);

        assertThat(found.hits()).isEmpty();
        assertThat(found.reason()).contains(reason);
    }

    @Test
    void putsAnExactTitleFirstAndTheNewestOfEqualsNext() {
        Item first = note("Plan", "a");
        Item longer = note("Plan plan plan", "plan plan plan plan");
        Item second = note("Other", "plan");
        Item third = note("Other", "plan");

        assertThat(uids("plan")).startsWith(first.uid()).contains(longer.uid());
        assertThat(uids("plan").indexOf(third.uid())).isLessThan(uids("plan").indexOf(second.uid()));
    }

    @Test
    void showsNothingWipedAndForgetsItsWords() {
        note("Groceries", "milk");
        assertThat(uids("milk")).hasSize(1);
        items.wipe(space);
        assertThat(uids("milk")).isEmpty();

        try (var finisher = new Finisher(WORKSPACE.database(), InstantSource.system())) {
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
    void pagesWithoutGapsOrRepetitions() {
        for (int number = 0; number < 7; number++) {
            note("Plan " + number, "x");
        }
        List<UUID> all = uids("plan");

        Search.Found first = search.find(space, new Search.Query(SearchQuestion.of("plan"), Entities.ALL, 0, 3));
        int place = first.hits().getLast().place();
        Search.Found second = search.find(space, new Search.Query(SearchQuestion.of("plan"), Entities.ALL, place, 4));

        assertThat(first.hasMore()).isTrue();
        assertThat(second.hasMore()).isFalse();
        assertThat(Stream.concat(first.hits().stream(), second.hits().stream())
                        .map(hit -> hit.item().uid()))
                .containsExactlyElementsOf(all);
    }

    @Test
    void searchesTheNamedTypesOnly() {
        Item note = note("Plan", "x");
        items.create(space, Entities.named("task"), "{\"title\":\"Plan\"}");

        var query = new Search.Query(SearchQuestion.of("plan"), List.of(TestItems.NOTE), 0, LIMIT);

        assertThat(search.find(space, query).hits())
                .extracting(hit -> hit.item().uid())
                .containsExactly(note.uid());
        assertThat(uids("plan")).hasSize(2);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''; DROP TABLE item;--",
                "a & | ! <-> :* b",
                "\\",
                "'a\\':*",
                "\"",
                "\"\"",
                "-\"",
                "or or or",
                "%",
                "(((a",
                "\u0639\u0631\u0628\u064A",
                "\u4F1A\u8BAE",
                "a:b:c@d.e/f?g=h",
                "<b>x</b>",
                "$1 ? ??"
            })
    void takesEveryQuestion(String question) {
        Item note = note(question.strip(), "plain");

        find(question);
        assertThat(uids("plain")).containsExactly(note.uid());
    }

    @Test
    void takesTheLongestQuestions() {
        note("x", "y");
        for (String part : List.of("(", "a ", "-a ", "\"a\" ", "a or ", "'", "\\", "\u00E9", "ab:*&")) {
            find(part.repeat(500 / part.length()));
        }
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
    void knowsTheFormsOfWords() {
        Map<String, ?> forms = search.forms(space, List.of("buying", "the"));

        assertThat(forms).isEqualTo(Map.of("buying", Set.of("buying", "buy"), "the", Set.of()));
    }

    private void indexAll(TextIndex server) {
        while (server.next(space, true) == TextIndex.Progress.MORE) {
            Thread.onSpinWait();
        }
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

    private long rows(String table) {
        return MAINTENANCE.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + space.id() + "'");
    }
}
