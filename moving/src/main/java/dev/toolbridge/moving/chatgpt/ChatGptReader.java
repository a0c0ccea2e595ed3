package dev.toolbridge.moving.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.moving.json.ConversationFiles;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.text.SourceTimes;
import java.io.IOException;

/// Reads the conversations of ChatGPT: `conversations.json`, or its parts with numbers.
public final class ChatGptReader implements Reader {
    private static final String FORMAT = "chatgpt";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "ChatGPT (data export)";
    }

    @Override
    public boolean recognises(Source source) throws IOException {
        return ConversationFiles.begin(
                source, conversation -> conversation.path("mapping").isObject());
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) throws IOException {
        var items = new ItemOutput(FORMAT, options, sink);
        ConversationFiles.read(source, items, (conversation, where) -> give(conversation, where, items));
        OtherFiles.report(
                source,
                items,
                member -> ConversationFiles.isOne(member) || member.name().equals("chat.html"));
    }

    private static void give(JsonNode conversation, String where, ItemOutput items) {
        String id = conversation
                .path("conversation_id")
                .asText(conversation.path("id").asText(""));
        if (id.isEmpty() || !conversation.path("mapping").isObject()) {
            items.refused("chat", where, "it has no id or no messages");
            return;
        }
        var chat = Draft.of("chat", id, where)
                .text("title", conversation.path("title").asText(""))
                .text("model", conversation.path("default_model_slug").asText(""))
                .flag("archived", conversation.path("is_archived").asBoolean())
                .created(SourceTimes.seconds(conversation.path("create_time")))
                .updated(SourceTimes.seconds(conversation.path("update_time"))
                        .or(() -> SourceTimes.seconds(conversation.path("create_time"))));
        if (items.give(chat)) {
            new Branch(conversation, chat, items).give();
        }
    }
}
