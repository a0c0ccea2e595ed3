package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;

final class ChatMessages {
    static final EntityType TYPE = EntityType.entity("chat_message", "chat_messages")
            .label("chat message")
            .uid("chatUid")
            .text("content", "sender", "messageType")
            .texts("tags")
            .keptUnder(new Parent.Required("chat", "chatUid"))
            .action("mark_read", set("read", true))
            .action("mark_delivered", set("delivered", true))
            .build();

    private ChatMessages() {}
}
