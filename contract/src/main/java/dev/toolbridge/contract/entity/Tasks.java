package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;

final class Tasks {
    static final EntityType TYPE = EntityType.entity("task", "tasks")
            .text("title", "description", "status", "priority")
            .time("dueDate")
            .text("dueAt")
            .texts("tags")
            .uid("parentUid", "taskListUid", "milestoneUid")
            .keptUnder(new Parent.Loose("task_list", "taskListUid"))
            .linkedTo("milestone", "milestoneUid")
            .archive(set("status", "archived").and("done", true))
            .action("start", set("status", "in_progress").and("done", false))
            .action("complete", set("status", "completed").and("done", true))
            .action("reopen", set("status", "open").and("done", false))
            .build();

    private Tasks() {}
}
