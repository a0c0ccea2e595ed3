package dev.toolbridge.api.store.context;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;

/// The members of the project.
final class MembersPart implements ContextPart {

    @Override
    public String name() {
        return "members";
    }

    @Override
    public EntityType type() {
        return Entities.named("member");
    }

    @Override
    public String fields() {
        return String.join(
                ", ",
                ContextPart.field("number"),
                ContextPart.shortText("subject"),
                ContextPart.field("role"),
                ContextPart.field("name"),
                ContextPart.field("email"));
    }
}
