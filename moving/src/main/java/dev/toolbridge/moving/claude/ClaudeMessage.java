package dev.toolbridge.moving.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.text.SourceTimes;
import java.util.ArrayList;

/// A message of a conversation. The texts of attachments are fields of it.
record ClaudeMessage(JsonNode message, Draft chat, int order, ItemOutput items) {
    private static final String ROOT = "00000000-0000-4000-8000-000000000000";

    void give() {
        String id = message.path("uuid").asText("");
        String sender = message.path("sender").asText("");
        var draft = Draft.of("chat_message", id(id.isEmpty() ? "message-" + order : id), chat.where())
                .text("content", content())
                .text("sender", sender.equals("human") ? "user" : sender)
                .text("messageType", "text")
                .value("order", IntNode.valueOf(order))
                .under(items.format(), "chatUid", chat.id())
                .created(SourceTimes.iso(message.path("created_at").asText("")))
                .updated(SourceTimes.iso(message.path("updated_at")
                        .asText(message.path("created_at").asText(""))));
        String parent = message.path("parent_message_uuid").asText(ROOT);
        if (!parent.equals(ROOT)) {
            draft.refer(items.format(), "replyToUid", id(parent));
        }
        attachments(draft);
        if (!draft.has("content") && !draft.has("attachments")) {
            items.leftOut("empty message", chat.where(), id);
        } else if (items.give(draft)) {
            files();
        }
    }

    private String id(String uuid) {
        return chat.id() + "/" + uuid;
    }

    /// The blocks of text, or the text where an older export has no blocks.
    private String content() {
        var parts = new ArrayList<String>();
        for (JsonNode block : message.path("content")) {
            String type = block.path("type").asText("");
            if (type.equals("text")) {
                parts.add(block.path("text").asText(""));
            } else {
                items.leftOut(
                        type.isEmpty() ? "block" : type,
                        chat.where(),
                        block.path("name").asText(type));
            }
        }
        parts.removeIf(String::isBlank);
        return parts.isEmpty() ? message.path("text").asText("") : String.join("\n\n", parts);
    }

    private void attachments(Draft draft) {
        var texts = JsonNodeFactory.instance.arrayNode();
        for (JsonNode attachment : message.path("attachments")) {
            String name = attachment.path("file_name").asText("");
            String text = attachment.path("extracted_content").asText("");
            if (text.isEmpty()) {
                items.leftOut(OtherFiles.kind(name), chat.where(), name);
            } else {
                texts.addObject().put("name", name).put("text", text);
            }
        }
        if (!texts.isEmpty()) {
            draft.value("attachments", texts);
        }
    }

    private void files() {
        for (JsonNode file : message.path("files")) {
            String name = file.path("file_name").asText("");
            items.leftOut(OtherFiles.kind(name), chat.where(), name);
        }
    }
}
