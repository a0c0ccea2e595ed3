package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.entity.Entities;
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

    private final SearchedSpace searched = new SearchedSpace(WORKSPACE);
    private final Space space = searched.space;

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void findsWhatWasJustWrittenChangedAndDeleted() {
        Item note = searched.note("Groceries", "milk and bread");
        assertThat(searched.uids("milk")).containsExactly(note.uid());

        searched.items.patch(space, note.uid(), "{\"content\":\"butter\"}");
        assertThat(searched.uids("milk")).isEmpty();
        assertThat(searched.uids("butter")).containsExactly(note.uid());

        searched.items.write(space, TestItems.NOTE, new Mutation.Delete(note.uid()));
        assertThat(searched.uids("butter")).isEmpty();
        assertThat(searched.rows("item_text")).isZero();
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
        Item note = searched.items.createNote(space, """
                {"title":"Groceries at Café Müller","tags":["home"],"checklist":[{"text":"candles"}],
                 "content":"Buying sour bread from O'Brien, see foo-bar and example.com","n":1}
                """);

        assertThat(searched.uids(question)).isEqualTo(isFound ? List.of(note.uid()) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"the,only_stop_words", "the -bread,only_stop_words", "-bread,only_excluded_words", "((((,no_words"})
    void saysWhyAQuestionFindsNothing(String question, String reason) {
        searched.note("the bread", "the bread");

        Search.Found found = searched.find(question);

        assertThat(found.hits()).isEmpty();
        assertThat(found.reason()).contains(reason);
    }

    @Test
    void putsAnExactTitleFirstAndTheNewestOfEqualsNext() {
        Item first = searched.note("Plan", "a");
        Item longer = searched.note("Plan plan plan", "plan plan plan plan");
        Item second = searched.note("Other", "plan");
        Item third = searched.note("Other", "plan");

        assertThat(searched.uids("plan")).startsWith(first.uid()).contains(longer.uid());
        assertThat(searched.uids("plan").indexOf(third.uid()))
                .isLessThan(searched.uids("plan").indexOf(second.uid()));
    }

    @Test
    void pagesWithoutGapsOrRepetitions() {
        for (int number = 0; number < 7; number++) {
            searched.note("Plan " + number, "x");
        }
        List<UUID> all = searched.uids("plan");

        Search.Found first = searched.search.find(
                space, new Search.Query(SearchQuestion.of("plan"), Entities.ALL, Filter.none(), 0, 3));
        int place = first.hits().getLast().place();
        Search.Found second = searched.search.find(
                space, new Search.Query(SearchQuestion.of("plan"), Entities.ALL, Filter.none(), place, 4));

        assertThat(first.hasMore()).isTrue();
        assertThat(second.hasMore()).isFalse();
        assertThat(Stream.concat(first.hits().stream(), second.hits().stream())
                        .map(hit -> hit.item().uid()))
                .containsExactlyElementsOf(all);
    }

    @Test
    void searchesTheNamedTypesOnly() {
        Item note = searched.note("Plan", "x");
        searched.items.create(space, Entities.named("task"), "{\"title\":\"Plan\"}");

        var query = new Search.Query(
                SearchQuestion.of("plan"), List.of(TestItems.NOTE), Filter.none(), 0, SearchedSpace.LIMIT);

        assertThat(searched.search.find(space, query).hits())
                .extracting(hit -> hit.item().uid())
                .containsExactly(note.uid());
        assertThat(searched.uids("plan")).hasSize(2);
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
        Item note = searched.note(question.strip(), "plain");

        searched.find(question);
        assertThat(searched.uids("plain")).containsExactly(note.uid());
    }

    @Test
    void takesTheLongestQuestions() {
        searched.note("x", "y");
        for (String part : List.of("(", "a ", "-a ", "\"a\" ", "a or ", "'", "\\", "\u00E9", "ab:*&")) {
            searched.find(part.repeat(500 / part.length()));
        }
    }

    @Test
    void knowsTheFormsOfWords() {
        Map<String, ?> forms = searched.search.forms(space, List.of("buying", "the"));

        assertThat(forms).isEqualTo(Map.of("buying", Set.of("buying", "buy"), "the", Set.of()));
    }
}
