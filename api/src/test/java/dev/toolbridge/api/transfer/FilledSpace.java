package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.service.json.Json;
import java.util.Optional;

/// A space with items of every type, versions, tombstones, and values that are easy to spoil.
record FilledSpace(RunningServer server, String token) {

    /// Writes about so many items.
    void fill(int items) {
        for (int index = 0; index < items / 3; index++) {
            fillWithNote(index);
            made("tasks", Json.object().put("title", "t" + index).put("dueDate", "2026-11-27"));
        }
        String category = made("task_list_categories", Json.object().put("name", "Home"));
        made("task_lists", Json.object().put("name", "Week").put("categoryUid", category));
        String chat = made("chats", Json.object().put("title", "Beans"));
        made("chat_messages", Json.object().put("chatUid", chat).put("content", "😀 first"));
        made("memories", Json.object().put("memoryType", "fact").put("content", "Frost comes in May."));
        made("milestones", Json.object().put("title", "Harvest"));
    }

    private void fillWithNote(int index) {
        var note = Json.object().put("title", "Garden " + index);
        note.putRawValue("number", new RawValue("9007199254740993.10"));
        note.putArray("tags").add("ä");
        String uid = made("notes", note);
        made(
                "comments",
                Json.object().put("content", "c").put("parentType", "note").put("parentUid", uid));
        server.send("PATCH /v1/notes/" + uid, token, Optional.of("{\"content\":\"changed\"}"));
        if (index % 5 == 0) {
            server.delete("/v1/notes/" + uid, token);
        }
    }

    private String made(String plural, ObjectNode item) {
        var made = server.post("/v1/" + plural, token, item);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Json.stored(made.body()).path("uid").asText();
    }
}
