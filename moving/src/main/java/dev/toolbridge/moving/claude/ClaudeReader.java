package dev.toolbridge.moving.claude;

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

/// Reads the conversations of Claude.
public final class ClaudeReader implements Reader {
    private static final String FORMAT = "claude";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "Claude (data export)";
    }

    @Override
    public boolean recognises(Source source) throws IOException {
        return ConversationFiles.begin(
                source, conversation -> conversation.path("chat_messages").isArray());
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) throws IOException {
        var items = new ItemOutput(FORMAT, options, sink);
        ConversationFiles.read(source, items, (conversation, where) -> give(conversation, where, items));
        OtherFiles.report(source, items, ConversationFiles::isOne);
    }

    private static void give(JsonNode conversation, String where, ItemOutput items) {
        String id = conversation.path("uuid").asText("");
        if (id.isEmpty() || !conversation.path("chat_messages").isArray()) {
            items.refused("chat", where, "it has no id or no messages");
            return;
        }
        var chat = Draft.of("chat", id, where)
                .text("title", conversation.path("name").asText(""))
                .text("description", conversation.path("summary").asText(""))
                .text("model", conversation.path("model").asText(""))
                .created(SourceTimes.iso(conversation.path("created_at").asText("")))
                .updated(SourceTimes.iso(conversation.path("updated_at").asText("")));
        if (items.give(chat)) {
            int order = 0;
            for (JsonNode message : conversation.path("chat_messages")) {
                new ClaudeMessage(message, chat, ++order, items).give();
            }
        }
    }
}
