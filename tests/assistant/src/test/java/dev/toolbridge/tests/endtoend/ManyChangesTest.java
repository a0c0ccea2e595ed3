package dev.toolbridge.tests.endtoend;

import static dev.toolbridge.tests.endtoend.Conversations.note;
import static dev.toolbridge.tests.endtoend.Conversations.task;
import static dev.toolbridge.tests.endtoend.Conversations.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Conversations in which an assistant changes many items in one call, over both transports, with the real API behind
/// the tools.
class ManyChangesTest {
    private static Conversations conversations;

    @BeforeAll
    static void start() {
        conversations = Conversations.start();
    }

    @AfterAll
    static void stop() {
        conversations.close();
    }

    private static Map<String, Object> operation(String name, String type, String uid) {
        return Map.of("op", name, "type", type, "uid", uid);
    }

    @ParameterizedTest
    @EnumSource
    void itMovesTwelveTasksInOneCall(Transport transport) {
        try (var assistant = conversations.open(transport)) {
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
        try (var assistant = conversations.open(transport)) {
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
        try (var assistant = conversations.open(transport)) {
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
    void aBatchRefersToWhatItCreates(Transport transport) {
        try (var assistant = conversations.open(transport)) {
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
        try (var assistant = conversations.openAsking(transport, question -> heard.add(question) && heard.size() > 1)) {
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
                            + " every list; it can be undone. They are known as:\nShopping list"));
        }
    }
}
