package dev.toolbridge.tests.endtoend;

import static dev.toolbridge.tests.endtoend.Conversations.note;
import static dev.toolbridge.tests.endtoend.Conversations.task;
import static dev.toolbridge.tests.endtoend.Conversations.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.Assistant.Transport;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Conversations with the tools that have a page, with the real API behind them.
class PagesTest {
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
    void anEditIsProposedMarkedAndWithdrawnAndNothingIsDone(Transport transport) {
        try (var assistant = conversations.openWithPages(transport)) {
            String uid = note(assistant, "Week", "milk\nbread\n");
            JsonNode edit = assistant.call("edit_note_ui", Map.of("uid", uid, "new_content", "oat milk\nbread\n"));
            Map<String, Object> known = Map.of("edit_id", edit.path("edit_id").asText());
            Map<String, Object> hunk = Map.of(
                    "edit_id",
                    edit.path("edit_id").asText(),
                    "hunk_id",
                    edit.at("/hunks/0/id").asText());

            assertThat(edit.at("/hunks/0/lines").toString()).contains("-milk", "+oat milk");
            assertThat(assistant
                            .call("accept_note_edit_hunk", hunk)
                            .at("/hunks/0/decision")
                            .asText())
                    .isEqualTo("accepted");
            assertThat(text(assistant, "apply_note_edit", known)).contains("a person decides", "/review/");
            assertThat(assistant
                            .call("get_note", Map.of("uid", uid))
                            .path("version")
                            .asInt())
                    .isEqualTo(1);
            assertThat(assistant.call("discard_note_edit", known).path("state").asText())
                    .isEqualTo("withdrawn");
            assertThat(assistant.refusal("reject_note_edit_hunk", hunk)).contains("withdrawn", "apply_note_edit tells");
            assertThat(text(assistant, "apply_note_edit", known)).contains("withdrawn; nothing was done");
            assertThat(assistant.refusal("edit_note_ui", Map.of("uid", uid, "new_content", "milk\nbread\n")))
                    .startsWith("Nothing was done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeShowsTheListBehindIt(Transport transport) {
        try (var assistant = conversations.openWithPages(transport)) {
            String uid = task(assistant, "Pack", "open", "2026-12-01");
            String note = note(assistant, "Week", "milk");

            JsonNode tasks = assistant.call("process_task_ui", Map.of("uid", uid, "action", "complete"));
            assertThat(tasks.at("/items/0/payload/title").asText()).isEqualTo("Pack");
            assertThat(tasks.at("/outcome/version").asInt()).isEqualTo(2);
            assertThat(assistant.call("delete_note_ui", Map.of("uid", note)).path("items"))
                    .isEmpty();
        }
    }
}
