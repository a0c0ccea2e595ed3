package dev.toolbridge.tests.endtoend;

import static dev.toolbridge.tests.endtoend.Conversations.note;
import static dev.toolbridge.tests.endtoend.Conversations.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Conversations in which an assistant edits a text exactly and takes its run back, with the real API behind the tools.
class UndoTest {
    private static Conversations conversations;

    @BeforeAll
    static void start() {
        conversations = Conversations.start();
    }

    @AfterAll
    static void stop() {
        conversations.close();
    }

    private static Map<String, Object> edit(String uid, String find, String text) {
        return Map.of(
                "type",
                "note",
                "uid",
                uid,
                "edits",
                List.of(Map.of("op", "replace", "field", "content", "find", find, "text", text)));
    }

    @ParameterizedTest
    @EnumSource
    void itEditsAndTakesBackWithACodeAfterADryRun(Transport transport) {
        try (var assistant = conversations.open(transport)) {
            String uid = note(assistant, "Week", "Buy milk.");

            assertThat(assistant.refusal("edit_text", edit(uid, "buy milk", "")))
                    .contains("find occurs nowhere, not once", "Line 1 differs in case: \"Buy milk\"");
            assertThat(text(assistant, "edit_text", edit(uid, "milk", "oat milk")))
                    .startsWith("note " + uid + " is edited, version 2.")
                    .contains("+Buy oat milk.");
            assertThat(assistant.refusal("undo_run", Map.of())).contains("dry_run");
            String code = assistant
                    .call("undo_run", Map.of("dry_run", true))
                    .path("confirm")
                    .asText();
            assertThat(assistant.call("list_notes", Map.of()).path("items")).hasSize(1);

            assertThat(text(assistant, "undo_run", Map.of("confirm", code)))
                    .contains("1 items are taken back", "note " + uid + ": deleted");
            assertThat(assistant.call("list_notes", Map.of()).path("items")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePersonIsAskedWhereTheClientCan(Transport transport) {
        var heard = new ArrayList<String>();
        try (var assistant = conversations.openAsking(transport, question -> heard.add(question) && heard.size() > 2)) {
            note(assistant, "Week", "Buy milk.");

            assertThat(assistant.refusal("undo_run", Map.of())).contains("the user did not agree");
            String code = assistant
                    .call("undo_run", Map.of("dry_run", true))
                    .path("confirm")
                    .asText();
            assertThat(assistant.refusal("undo_run", Map.of("confirm", code)))
                    .as("the assistant has the code without the person")
                    .contains("the user did not agree");
            assertThat(assistant.call("list_notes", Map.of()).path("items")).hasSize(1);
            assertThat(assistant.call("undo_run", Map.of()).path("reverted")).hasSize(1);
            assertThat(heard)
                    .hasSize(3)
                    .allMatch(question -> question.startsWith(
                            "Take back what a run did? 1 items change, 0 changes stay. It is known as:\n"));
        }
    }
}
