package dev.toolbridge.api.store.context;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Optional;

/// The project itself.
final class ProjectPart implements ContextPart {

    @Override
    public String name() {
        return "project";
    }

    @Override
    public EntityType type() {
        return Entities.named("project");
    }

    @Override
    public boolean isSingle() {
        return true;
    }

    @Override
    public String fields() {
        return String.join(
                ", ",
                ContextPart.field("name"),
                ContextPart.field("slug"),
                ContextPart.field("number"),
                ContextPart.field("stage"),
                ContextPart.field("repositoryUrl"));
    }

    @Override
    public Optional<String> longText() {
        return Optional.of("description");
    }
}
