package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ItemView;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.entity.Entities;
import java.util.ArrayList;
import java.util.List;

/// The messages of a chat.
final class ChatTalk {
    private static final String SHOWN = "50";

    private ChatTalk() {}

    /// The newest messages, the oldest of them first; none of an item that is no chat.
    static List<ItemView> of(Visit visit, ItemView item) {
        if (!item.type().name().equals("chat")) {
            return List.of();
        }
        JsonNode page = visit.read(ApiRequest.get("v1", "chat_messages")
                .with("chatUid", "eq." + item.uid())
                .with("order", "createdAt.desc")
                .with("limit", SHOWN));
        var messages = new ArrayList<ItemView>();
        page.path("items").forEach(json -> messages.add(new ItemView(Entities.named("chat_message"), json)));
        return messages.reversed();
    }
}
