package dev.toolbridge.console.page;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.List;
import java.util.stream.Stream;

/// The types that have pages.
public final class Types {
    public static final List<EntityType> SHOWN =
            Stream.of("note", "task", "chat", "memory").map(Entities::named).toList();

    /// The types that have pages in projects.
    public static final List<EntityType> IN_PROJECTS = Stream.of("note", "task", "milestone", "chat", "memory")
            .map(Entities::named)
            .toList();

    private Types() {}
}
