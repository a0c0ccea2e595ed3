package dev.toolbridge.api.store.context;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Optional;

/// The memories of the project that nobody disputes; the pinned ones alone where little is asked for.
final class MemoriesPart implements ContextPart {

    @Override
    public String name() {
        return "memories";
    }

    @Override
    public EntityType type() {
        return Entities.named("memory");
    }

    @Override
    public String condition() {
        return "payload_flag(i.payload, '{disputed}') IS NOT TRUE"
                + " AND (asked.level <> 'minimal' OR payload_flag(i.payload, '{pinned}') IS TRUE)";
    }

    @Override
    public String fields() {
        return String.join(
                ", ",
                ContextPart.field("memoryType"),
                ContextPart.shortText("key"),
                ContextPart.field("pinned"),
                ContextPart.field("supersedesUid"));
    }

    @Override
    public Optional<String> longText() {
        return Optional.of("content");
    }

    /// A memory says nothing without its text.
    @Override
    public int textLeast() {
        return NAME_MAX;
    }
}
