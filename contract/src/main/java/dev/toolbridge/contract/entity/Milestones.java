package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.OnDelete;

final class Milestones {
    static final EntityType TYPE = EntityType.entity("milestone", "milestones")
            .text("title", "description")
            .choice("status", "pending", "in_progress", "completed", "cancelled")
            .time("dueDate")
            .action("start", set("status", "in_progress"))
            .action("complete", set("status", "completed"))
            .action("reopen", set("status", "pending"))
            .action("cancel", set("status", "cancelled"))
            .onDelete(new OnDelete.ClearField("task", "milestoneUid"))
            .toolsOnRequest()
            .build();

    private Milestones() {}
}
