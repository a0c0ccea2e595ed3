package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ItemView;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.entity.Entities;
import java.util.ArrayList;
import java.util.List;

/// A page of the messages of a chat.
///
/// @param messages the messages, the oldest first
/// @param earlier the place of those before them; empty if there are none
public record ChatTalk(List<ItemView> messages, String earlier) {
    private static final String SHOWN = "50";
    private static final String CURSOR = "cursor";

    public ChatTalk {
        messages = List.copyOf(messages);
    }

    /// The newest messages, or those before a place that the address names; none of an item that is no chat.
    static ChatTalk of(Visit visit, ItemView item) {
        if (!item.type().name().equals("chat")) {
            return new ChatTalk(List.of(), "");
        }
        JsonNode page = visit.read(ApiRequest.get("v1", "chat_messages")
                .with("chatUid", "eq." + item.uid())
                .with("order", "createdAt.desc")
                .with("limit", SHOWN)
                .with(CURSOR, visit.asked(CURSOR)));
        var messages = new ArrayList<ItemView>();
        page.path("items").forEach(json -> messages.add(new ItemView(Entities.named("chat_message"), json)));
        boolean hasMore = page.path("hasMore").asBoolean();
        return new ChatTalk(
                messages.reversed(), hasMore ? page.path("nextCursor").asText() : "");
    }
}
