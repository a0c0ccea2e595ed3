package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;

final class TaskListCategories {
    static final EntityType TYPE = EntityType.entity("task_list_category", "task_list_categories")
            .text("name")
            .uid("parentUid")
            .number("order")
            .keptUnder(new Parent.Loose("task_list_category", "parentUid"))
            .action("unarchive", set("archived", false))
            .unknownAction("unknown action")
            .toolsOnRequest()
            .build();

    private TaskListCategories() {}
}
