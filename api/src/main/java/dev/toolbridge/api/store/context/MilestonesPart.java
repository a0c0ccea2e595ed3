package dev.toolbridge.api.store.context;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Optional;

/// The milestones of the project, those that are over only where everything is asked for.
final class MilestonesPart implements ContextPart {

    @Override
    public String name() {
        return "milestones";
    }

    @Override
    public EntityType type() {
        return Entities.named("milestone");
    }

    @Override
    public String condition() {
        return "(asked.level = 'full' OR coalesce(i.payload ->> 'status', '') NOT IN ('completed', 'cancelled'))";
    }

    @Override
    public String fields() {
        return String.join(
                ", ", ContextPart.shortText("title"), ContextPart.field("status"), ContextPart.field("dueDate"));
    }

    @Override
    public Optional<String> longText() {
        return Optional.of("description");
    }
}
