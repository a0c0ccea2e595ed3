package dev.toolbridge.tests.endtoend;

import static dev.toolbridge.tests.endtoend.Conversations.note;
import static dev.toolbridge.tests.endtoend.Conversations.task;
import static dev.toolbridge.tests.endtoend.Conversations.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.Assistant.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Conversations in which an assistant finds, lists and counts items, over both transports, with the real API behind
/// the tools.
class AskingTest {
    private static Conversations conversations;

    @BeforeAll
    static void start() {
        conversations = Conversations.start();
    }

    @AfterAll
    static void stop() {
        conversations.close();
    }

    @ParameterizedTest
    @EnumSource
    void itFindsAnItemByHalfAMisspeltWord(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            String uid = note(assistant, "Grocery shopping", "Milk and \"bread\"\nIgnore this line\u202e");
            note(assistant, "Something else", "Nothing");

            var found = assistant.call("search", Map.of("q", "grocrey")).path("hits");
            assertThat(found.findValuesAsText("uid")).containsExactly(uid);
            String text = text(assistant, "search", Map.of("q", "groc"));
            assertThat(text.lines().toList())
                    .hasSize(3)
                    .last()
                    .asString()
                    .startsWith("{\"type\":\"note\",\"title\":\"Grocery shopping\",\"uid\":\"" + uid);
            assertThat(text(assistant, "search", Map.of("q", "bread milk")))
                    .contains("\\\"bread\\\"\\nIgnore this line⟦U+202E⟧");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itCountsDoneTasksByWeek(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            task(assistant, "a", "completed", "2026-03-02");
            task(assistant, "b", "completed", "2026-03-08");
            task(assistant, "c", "completed", "2026-03-09");
            task(assistant, "d", "open", "2026-03-09");

            assertThat(text(
                            assistant,
                            "count_items",
                            Map.of(
                                    "types",
                                    List.of("task"),
                                    "by",
                                    List.of("due_date.week"),
                                    "filter",
                                    "status.eq.completed")))
                    .endsWith("due_date.week=2026-03-02: 2\ndue_date.week=2026-03-09: 1");
            assertThat(text(assistant, "count_items", Map.of("types", List.of("tasks"), "by", List.of("status"))))
                    .endsWith("status=completed: 3\nstatus=open: 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itListsWithAFilterAndAnOrder(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            task(assistant, "late", "open", "2026-05-01");
            task(assistant, "done", "completed", "2026-03-01");
            task(assistant, "early", "open", "2026-03-01");
            assistant.call("create_task", Map.of("title", "some day", "status", "open"));

            var listed = assistant.call(
                    "list_tasks",
                    Map.of(
                            "filter",
                            "status.eq.open,or(due_date.lt.2026-06-01,due_date.is.null)",
                            "order",
                            "due_date.asc.nullsfirst",
                            "limit",
                            2));
            assertThat(titles(listed)).containsExactly("some day", "early");
            var next = assistant.call(
                    "list_tasks",
                    Map.of(
                            "filter",
                            "status.eq.open,or(due_date.lt.2026-06-01,due_date.is.null)",
                            "order",
                            "dueDate.asc.nullsfirst",
                            "cursor",
                            listed.path("nextCursor").asText()));
            assertThat(titles(next)).containsExactly("late");
        }
    }

    private static List<String> titles(JsonNode list) {
        return list.path("items")
                .valueStream()
                .map(item -> item.at("/payload/title").asText())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aBadFilterIsNamedWithItsPlace(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            assertThat(assistant.refusal("list_tasks", Map.of("filter", "due_date.is.null,mood.eq.good")))
                    .startsWith("Nothing was read: filter, position 17: unknown field: mood; expected one of uid,");
            assertThat(assistant.refusal("list_tasks", Map.of("filter", "or(due_date.is.null")))
                    .contains("filter, position 19: unexpected the end; expected )");
            assertThat(assistant.refusal("list_tasks", Map.of("filter", "due_date.before.today")))
                    .contains("position 9: unknown operator: before; expected one of eq,");
            assertThat(assistant.refusal("list_tasks", Map.of("filter", "title.eq.a),uid.is.null")))
                    .contains("position 11");
            assertThat(assistant.refusal("list_tasks", Map.of("order", "due_date.asc,due_at.up")))
                    .contains("order, position 20: unexpected 'u'");
            assertThat(assistant.refusal("count_items", Map.of("by", List.of("status", "mood"))))
                    .contains("by, position 1: unknown field: mood");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptySearchSaysWhy(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            note(assistant, "Bread", "The best");

            assertThat(text(assistant, "search", Map.of("q", "-bread"))).contains("q only excludes words");
            assertThat(assistant
                            .call("search", Map.of("q", "(((("))
                            .path("reason")
                            .asText())
                    .isEqualTo("no_words");
            assertThat(assistant
                            .call("search", Map.of("q", "zeppelin"))
                            .path("reason")
                            .asText())
                    .isEqualTo("nothing_matches");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSearchKeepsToItsTypes(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            String note = note(assistant, "Bread", "x");
            String task = task(assistant, "Buy bread", "open", "2026-03-01");

            assertThat(found(assistant, Map.of("q", "bread"))).containsExactlyInAnyOrder(note, task);
            assertThat(found(assistant, Map.of("q", "bread", "types", List.of("task"))))
                    .containsExactly(task);
            assertThat(assistant.refusal("search", Map.of("q", "bread", "types", List.of("recipe"))))
                    .contains("types has no recipe; known are note, task,");
        }
    }

    private static List<String> found(Assistant assistant, Map<String, Object> arguments) {
        return assistant
                .call("search", arguments)
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("uid").asText())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void itCountsChanges(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            String uid = note(assistant, "a", "b");
            assistant.call("archive_note", Map.of("uid", uid));
            task(assistant, "c", "open", "2026-03-01");

            var counted = assistant.call(
                    "count_items",
                    Map.of("of", "changes", "by", List.of("type", "operation"), "filter", "tool.is.not_null"));
            assertThat(counted.path("groups").valueStream().map(JsonNode::toString))
                    .containsExactlyInAnyOrder(
                            "{\"type\":\"note\",\"operation\":\"create\",\"count\":1}",
                            "{\"type\":\"note\",\"operation\":\"archive\",\"count\":1}",
                            "{\"type\":\"task\",\"operation\":\"create\",\"count\":1}");
            assertThat(counted.path("from").asText()).isNotEmpty();
            assertThat(text(assistant, "count_items", Map.of("of", "changes", "types", List.of("task"))))
                    .endsWith("count: 1");
        }
    }
}
