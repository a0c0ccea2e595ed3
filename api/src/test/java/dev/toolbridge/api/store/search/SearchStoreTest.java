package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
    void knowsTheFormsOfWords() {
        Map<String, ?> forms = search.forms(space, List.of("buying", "the"));

        assertThat(forms).isEqualTo(Map.of("buying", Set.of("buying", "buy"), "the", Set.of()));
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
