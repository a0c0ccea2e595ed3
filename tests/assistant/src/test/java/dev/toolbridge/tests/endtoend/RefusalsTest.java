package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant.Transport;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An assistant that calls a tool wrongly learns its mistake, and nothing about internals.
class RefusalsTest {
    private static RunningSidecar sidecar;
    private static Assistant assistant;

    @BeforeAll
    static void connect() {
        sidecar = RunningSidecar.before(RunningApi.instance());
        assistant = Assistant.connect(
                Transport.STREAMABLE_HTTP,
                sidecar.server().address().toString(),
                RunningApi.instance().tokens().of("user-" + UUID.randomUUID()));
    }

    @AfterAll
    static void end() {
        assistant.close();
        sidecar.close();
    }

    /// A wrong call.
    record Wrong(String tool, Map<String, Object> arguments, String says) {}

    static List<Wrong> wrongCalls() {
        String missing = "0191a2b3-0000-7000-8000-000000000001";
        return List.of(
                new Wrong("get_note", Map.of(), "uid"),
                new Wrong("get_note", Map.of("uid", 7), "uid"),
                new Wrong("get_note", Map.of("uid", "abc"), "uid"),
                new Wrong("get_note", Map.of("uid", missing), missing),
                new Wrong("get_note", Map.of("uid", missing, "colour", "green"), "colour"),
                new Wrong("create_note", Map.of("title", 5), "title"),
                new Wrong("create_note", Map.of("tags", List.of(1)), "tags"),
                new Wrong("create_note", Map.of("titel", "a"), "titel"),
                new Wrong("create_note", Map.of("title", "a\u0000b"), "u0000"),
                new Wrong("create_comment", Map.of("content", "a"), "parent_type"),
                new Wrong("create_comment", Map.of("parent_type", "chat", "parent_uid", missing), "parent_type"),
                new Wrong("create_comment", Map.of("parent_type", "note", "parent_uid", missing), missing),
                new Wrong("create_chat_message", Map.of("chat_uid", missing, "content", "a"), missing),
                new Wrong("patch_task", Map.of("uid", missing), "updates"),
                new Wrong("patch_task", Map.of("uid", missing, "updates", List.of()), "updates"),
                new Wrong("process_task", Map.of("uid", missing, "action", "fly"), "action"),
                new Wrong("list_tasks", Map.of("limit", "many"), "limit"),
                new Wrong("list_tasks", Map.of("cursor", "abc"), "cursor"),
                new Wrong("delete_chat", Map.of("uid", missing, "if_match", "new"), "if_match"));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void aWrongCallIsToldWhatWasWrong(Wrong wrong) {
        assertThat(assistant.refusal(wrong.tool(), wrong.arguments()))
                .contains(wrong.says())
                .doesNotContainIgnoringCase("exception", "at java.", "helidon", "select ", "127.0.0.1");
    }

    @Test
    void aStaleChangeIsToldTheVersionThatIsThere() {
        String uid =
                assistant.call("create_note", Map.of("title", "a")).path("uid").asText();
        assistant.call("patch_note", Map.of("uid", uid, "updates", Map.of("title", "b"), "if_match", 1));

        assertThat(assistant.refusal("patch_note", Map.of("uid", uid, "updates", Map.of("title", "c"), "if_match", 1)))
                .contains("2");
        assertThat(assistant
                        .call("get_note", Map.of("uid", uid))
                        .at("/payload/title")
                        .asText())
                .isEqualTo("b");
    }

    @Test
    void aToolThatIsNotThereIsAnError() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> assistant.ask("drop_notes", Map.of())))
                .hasMessageContaining("drop_notes");
    }
}
