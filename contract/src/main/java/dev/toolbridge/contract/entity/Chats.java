package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;

final class Chats {
    static final EntityType TYPE = EntityType.entity("chat", "chats")
            .text("title", "description")
            .texts("participants")
            .flag("archived")
            .texts("tags")
            .action("resolve", set("status", "resolved"))
            .action("reopen", set("status", "active"))
            .build();

    private Chats() {}
}
