package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import java.util.List;

final class Comments {
    static final EntityType TYPE = EntityType.entity("comment", "comments")
            .text("content", "parentType")
            .uid("parentUid")
            .text("author")
            .texts("tags")
            .keptUnder(new Parent.Chosen("parentType", List.of("note", "task"), "parentUid"))
            .archive(set("status", "archived"))
            .action("resolve", set("status", "resolved"))
            .action("reopen", set("status", "open"))
            .build();

    private Comments() {}
}
