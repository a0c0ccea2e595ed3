package dev.toolbridge.moving.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.text.SourceTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/// The messages of a conversation, which is a tree: those on the way to the current node, or all of them.
final class Branch {
    private final JsonNode mapping;
    private final JsonNode conversation;
    private final Draft chat;
    private final ItemOutput items;
    private final Map<String, String> shown = new HashMap<>();

    Branch(JsonNode conversation, Draft chat, ItemOutput items) {
        this.conversation = conversation;
        this.mapping = conversation.path("mapping");
        this.chat = chat;
        this.items = items;
    }

    void give() {
        int order = 0;
        SequencedSet<String> current = current();
        for (String node : items.options().branches() ? all(current) : current) {
            JsonNode message = mapping.path(node).path("message");
            String above = shown.getOrDefault(mapping.path(node).path("parent").asText(""), "");
            shown.put(node, above);
            if (message.isObject() && isShown(message) && give(node, message, above, ++order)) {
                shown.put(node, node);
            }
        }
        int others = mapping.size() - shown.size();
        if (others > 0) {
            items.remark("branch", chat.where(), others + " messages on other branches; --branches reads them");
        }
    }

    private boolean give(String node, JsonNode message, String above, int order) {
        var content = new MessageContent(message.path("content"), chat.where(), items);
        String role = message.path("author").path("role").asText("");
        var draft = Draft.of("chat_message", id(node), chat.where())
                .text("content", content.text())
                .text("sender", role)
                .text("messageType", "text")
                .text("model", message.path("metadata").path("model_slug").asText(""))
                .value("order", IntNode.valueOf(order))
                .under(items.format(), "chatUid", chat.id())
                .created(SourceTimes.seconds(message.path("create_time")))
                .updated(SourceTimes.seconds(message.path("update_time"))
                        .or(() -> SourceTimes.seconds(message.path("create_time"))));
        if (!draft.has("content")) {
            items.leftOut("empty message", chat.where(), node);
            return false;
        }
        if (!above.isEmpty()) {
            draft.refer(items.format(), "replyToUid", id(above));
        }
        return items.give(draft);
    }

    private String id(String node) {
        return chat.id() + "/" + node;
    }

    /// Counts what the program itself does not show.
    private boolean isShown(JsonNode message) {
        String role = message.path("author").path("role").asText("");
        boolean people = role.equals("user") || role.equals("assistant");
        String hidden = people ? "hidden message" : role + " message";
        boolean visible = people
                && !message.path("metadata")
                        .path("is_visually_hidden_from_conversation")
                        .asBoolean()
                && message.path("recipient").asText("all").equals("all")
                && !MessageContent.isHidden(message.path("content"));
        if (!visible) {
            items.leftOut(
                    hidden,
                    chat.where(),
                    message.path("content").path("content_type").asText("message"));
        }
        return visible;
    }

    private SequencedSet<String> current() {
        String node = conversation.path("current_node").asText("");
        if (!mapping.has(node)) {
            node = newestLeaf();
        }
        var way = new LinkedHashSet<String>();
        while (mapping.has(node) && way.add(node)) {
            node = mapping.path(node).path("parent").asText("");
        }
        return way.reversed();
    }

    private String newestLeaf() {
        String newest = "";
        double latest = -1;
        for (var entry : mapping.properties()) {
            double time = entry.getValue().path("message").path("create_time").asDouble();
            if (entry.getValue().path("children").isEmpty() && time > latest) {
                newest = entry.getKey();
                latest = time;
            }
        }
        return newest;
    }

    private List<String> all(SequencedSet<String> current) {
        var all = new LinkedHashSet<String>();
        mapping.fieldNames().forEachRemaining(node -> addWithParents(node, all));
        all.addAll(current);
        return List.copyOf(all);
    }

    private void addWithParents(String node, Set<String> all) {
        var way = new LinkedHashSet<String>();
        String next = node;
        while (mapping.has(next) && !all.contains(next) && way.add(next)) {
            next = mapping.path(next).path("parent").asText("");
        }
        all.addAll(new ArrayList<>(way.reversed()));
    }
}
