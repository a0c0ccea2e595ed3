package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// An ordinary day's work of a client, in one session.
///
/// @param client the client that opened the session
record WorkingSession(OfficialClient client) {
    private static final int TOOLS = 48;

    void work() {
        List<String> tools = names(client.call("listTools", Map.of()).path("tools"));
        assertThat(tools).hasSize(TOOLS).contains("create_note", "delete_chat_message");

        String uid = liveNote();
        readResource(uid);
        usePrompt();
        deleteWhenAsked(uid);
    }

    private String liveNote() {
        var created = client.tool("create_note", Map.of("title", "Bread and butter", "content", "# Today\n\nBread"));
        String uid = created.path("uid").asText();
        assertThat(client.tool("get_note", Map.of("uid", uid))
                        .at("/payload/content")
                        .asText())
                .isEqualTo("# Today\n\nBread");
        assertThat(client.tool("list_notes", Map.of("limit", 1))
                        .at("/items/0/uid")
                        .asText())
                .isEqualTo(uid);
        var patched = client.tool(
                "patch_note", Map.of("uid", uid, "updates", Map.of("content", "Bread, butter"), "if_match", 1));
        assertThat(patched.path("version").asInt()).isEqualTo(2);
        return uid;
    }

    private void readResource(String uid) {
        assertThat(names(client.call("listPrompts", Map.of()).path("prompts"))).contains("plan_my_day");
        var read = client.call("readResource", Map.of("uri", "toolbridge://notes/" + uid));
        assertThat(read.at("/contents/0/text").asText()).contains("Bread and butter", "Bread, butter");
    }

    private void usePrompt() {
        var prompt = client.call("getPrompt", Map.of("name", "plan_my_day"));
        assertThat(prompt.at("/messages/0/content/text").asText()).isNotBlank();
    }

    /// Deletes an item after a question to the user, who agrees.
    private void deleteWhenAsked(String uid) {
        client.tool("delete_note", Map.of("uid", uid));

        assertThat(client.questions()).singleElement().asString().contains("Delete the note", "Bread and butter");
        assertThat(client.refusal("get_note", Map.of("uid", uid))).contains("deleted");
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(entry -> entry.path("name").asText()).toList();
    }
}
