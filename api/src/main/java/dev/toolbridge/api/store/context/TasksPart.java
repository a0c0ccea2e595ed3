package dev.toolbridge.api.store.context;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Optional;

/// The open tasks of the project, with the milestones that they serve.
final class TasksPart implements ContextPart {

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public EntityType type() {
        return Entities.named("task");
    }

    @Override
    public String condition() {
        return "payload_flag(i.payload, '{done}') IS NOT TRUE"
                + " AND coalesce(i.payload ->> 'status', '') NOT IN ('done', 'completed', 'cancelled', 'archived')";
    }

    @Override
    public String fields() {
        return String.join(
                ", ",
                ContextPart.shortText("title"),
                ContextPart.shortText("status"),
                ContextPart.shortText("priority"),
                ContextPart.field("done"),
                ContextPart.field("dueDate"),
                ContextPart.shortText("dueAt"),
                ContextPart.field("milestoneUid"));
    }

    @Override
    public Optional<String> longText() {
        return Optional.of("description");
    }
}
