package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.OnDelete;
import dev.toolbridge.contract.Parent;

final class TaskLists {
    static final EntityType TYPE = EntityType.entity("task_list", "task_lists")
            .text("title", "description")
            .uid("categoryUid")
            .text("color", "icon")
            .keptUnder(new Parent.Loose("task_list_category", "categoryUid"))
            .action("unarchive", set("archived", false))
            .unknownAction("unknown action")
            .onDelete(new OnDelete.ClearField("task", "taskListUid"))
            .toolsOnRequest()
            .build();

    private TaskLists() {}
}
