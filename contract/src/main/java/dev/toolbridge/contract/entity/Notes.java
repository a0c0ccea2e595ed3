package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.SyncFields;

final class Notes {
    static final EntityType TYPE = EntityType.entity("note", "notes")
            .text("title", "content")
            .texts("tags")
            .archive(set("status", "archived"))
            .action("pin", set("pinned", true))
            .action("unpin", set("pinned", false))
            .action("archive", set("status", "archived"))
            .action("unarchive", set("status", "active"))
            .syncFields(SyncFields.MIRRORED)
            .build();

    private Notes() {}
}
