package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.Assistant.Transport;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Twelve conversations in which an assistant finds, counts and changes many items, over both transports, with the
/// real API behind the tools.
class ConversationsTest {
    private static RunningSidecar sidecar;

    @BeforeAll
    static void start() {
        sidecar = RunningSidecar.before(RunningApi.instance());
    }

    @AfterAll
    static void stop() {
        sidecar.close();
    }

    /// An assistant of a new user.
    private static Assistant open(Transport transport) {
        return Assistant.connect(transport, address(), token());
    }

    private static Assistant openAsking(Transport transport, Predicate<String> agrees) {
        return Assistant.connectAsking(transport, address(), token(), agrees);
    }

    private static String address() {
        return sidecar.server().address().toString();
    }

    private static String token() {
        return RunningApi.instance().tokens().of("user-" + UUID.randomUUID());
    }

    private static String task(Assistant assistant, String title, String status, String dueDate) {
        Map<String, Object> fields = Map.of("title", title, "status", status, "due_date", dueDate);
        return assistant.call("create_task", fields).path("uid").asText();
    }

    private static String note(Assistant assistant, String title, String content) {
        return assistant
                .call("create_note", Map.of("title", title, "content", content))
                .path("uid")
                .asText();
    }

    private static Map<String, Object> operation(String name, String type, String uid) {
        return Map.of("op", name, "type", type, "uid", uid);
    }

    private static String text(Assistant assistant, String tool, Map<String, Object> arguments) {
        var result = assistant.ask(tool, arguments);
        assertThat(result.isError()).as(() -> Assistant.text(result)).isNotEqualTo(true);
        return Assistant.text(result);
    }

    @ParameterizedTest
    @EnumSource
    void itFindsAnItemByHalfAMisspeltWord(Transport transport) {
        try (var assistant = open(transport)) {
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
        try (var assistant = open(transport)) {
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
        try (var assistant = open(transport)) {
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
    void itMovesTwelveTasksInOneCall(Transport transport) {
        try (var assistant = open(transport)) {
            List<Map<String, Object>> moves = IntStream.range(0, 12)
                    .mapToObj(number -> task(assistant, "task " + number, "open", "2026-03-01"))
                    .<Map<String, Object>>map(uid -> Map.of(
                            "op", "patch", "type", "task", "uid", uid, "payload", "{\"due_date\":\"2026-04-01\"}"))
                    .toList();

            var done = assistant.call("apply_changes", Map.of("operations", moves));

            assertThat(done.path("results").findValuesAsText("version"))
                    .hasSize(12)
                    .containsOnly("2");
            assertThat(assistant
                            .call("list_tasks", Map.of("filter", "due_date.eq.2026-04-01"))
                            .path("items"))
                    .hasSize(12);
            assertThat(text(
                            assistant,
                            "count_items",
                            Map.of("of", "changes", "by", List.of("tool"), "filter", "operation.eq.patch")))
                    .endsWith("tool=apply_changes: 12");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedBatchSaysWhichOperationAndChangesNothing(Transport transport) {
        try (var assistant = open(transport)) {
            String uid = task(assistant, "a", "open", "2026-03-01");
            var complete = Map.of("op", "process", "type", "task", "uid", uid, "action", "complete");
            Map<String, Object> stale =
                    Map.of("op", "patch", "type", "task", "uid", uid, "if_match", 7, "payload", Map.of("title", "b"));

            assertThat(assistant.refusal("apply_changes", Map.of("operations", List.of(complete, stale))))
                    .startsWith("Nothing was done: operation 1 (patch task " + uid + ") was refused: version mismatch")
                    .endsWith("Correct it, and send all operations again.");
            assertThat(assistant
                            .call("get_task", Map.of("uid", uid))
                            .path("version")
                            .asInt())
                    .isEqualTo(1);

            var each = assistant.call("apply_changes", Map.of("operations", List.of(complete, stale), "mode", "each"));
            assertThat(each.at("/results/1/code").asText()).isEqualTo("version_mismatch");
            assertThat(assistant
                            .call("get_task", Map.of("uid", uid))
                            .path("version")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunAnswersAndStoresNothing(Transport transport) {
        try (var assistant = open(transport)) {
            String uid = note(assistant, "a", "b");

            String text = text(
                    assistant,
                    "apply_changes",
                    Map.of("dry_run", true, "operations", List.of(operation("archive", "note", uid))));

            assertThat(text)
                    .startsWith("1 of 1 operations would be done; nothing was stored.")
                    .contains("version 2");
            assertThat(assistant
                            .call("get_note", Map.of("uid", uid))
                            .path("version")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBadFilterIsNamedWithItsPlace(Transport transport) {
        try (var assistant = open(transport)) {
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
        try (var assistant = open(transport)) {
            note(assistant, "Bread", "The best");

            assertThat(text(assistant, "search", Map.of("q", "-bread"))).contains("q only excludes words");
            assertThat(assistant.call("search", Map.of("q", "\"\"")).path("reason").asText())
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
        try (var assistant = open(transport)) {
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
        try (var assistant = open(transport)) {
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

    @ParameterizedTest
    @EnumSource
    void aBatchRefersToWhatItCreates(Transport transport) {
        try (var assistant = open(transport)) {
            var operations = List.of(
                    Map.of("op", "create", "type", "chat", "ref", "move", "payload", "{\"title\":\"Move\"}"),
                    Map.of(
                            "op",
                            "create",
                            "type",
                            "chat_message",
                            "payload",
                            "{\"chat_uid\":{\"$ref\":\"move\"},\"content\":\"Pack\"}"),
                    Map.of("op", "process", "type", "chat", "uid", "{\"$ref\":\"move\"}", "action", "resolve"));

            var first = assistant.call("apply_changes", Map.of("operations", operations));
            String chat = first.at("/results/0/uid").asText();
            assertThat(assistant
                            .call("list_chat_messages", Map.of("filter", "chat_uid.eq." + chat))
                            .path("items"))
                    .hasSize(1);

            String again = text(assistant, "apply_changes", Map.of("operations", operations));
            assertThat(again).startsWith("The same call was carried out a moment ago; nothing was done again.");
            assertThat(assistant.call("list_chats", Map.of()).path("items")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionIsAskedForFirst(Transport transport) {
        var heard = new ArrayList<String>();
        try (var assistant = openAsking(transport, question -> heard.add(question) && heard.size() > 1)) {
            String uid = note(assistant, "Shopping list", "x");
            Map<String, Object> batch = Map.of(
                    "operations",
                    List.of(
                            operation("delete", "note", uid),
                            Map.of("op", "create", "type", "note", "payload", Map.of("title", "New"))));

            assertThat(assistant.refusal("apply_changes", batch)).contains("the user did not agree");
            assertThat(assistant.call("list_notes", Map.of()).path("items")).hasSize(1);
            assertThat(assistant.call("apply_changes", batch).path("applied").asBoolean())
                    .isTrue();

            assertThat(assistant.refusal("get_note", Map.of("uid", uid))).contains("deleted");
            assertThat(heard)
                    .hasSize(2)
                    .allMatch(question -> question.equals("Delete 1 item, and make 1 other changes? Deleted items leave"
                            + " every list; there is no undo. They are known as:\nShopping list"));
        }
    }
}
