package dev.toolbridge.api.store.context;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Optional;

/// The names of the environment variables of the project. No item has their values.
final class EnvironmentPart implements ContextPart {

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public EntityType type() {
        return Entities.named("environment_variable");
    }

    @Override
    public String filter() {
        return "(question.environment = '' OR i.payload ->> 'environment' = question.environment)";
    }

    @Override
    public String fields() {
        return String.join(
                ", ",
                ContextPart.field("key"),
                ContextPart.field("environment"),
                ContextPart.field("isSecret"),
                ContextPart.field("isRequired"));
    }

    @Override
    public Optional<String> longText() {
        return Optional.of("description");
    }
}
