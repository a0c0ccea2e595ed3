package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;

/// The entity table: routes, SQL, tools, the OpenAPI document and the tests all read it.
public final class Entities {

    /// Every entity type, in the order in which lists, tools and documents show them.
    public static final List<EntityType> ALL = List.of(
            Notes.TYPE,
            Tasks.TYPE,
            Comments.TYPE,
            Chats.TYPE,
            ChatMessages.TYPE,
            TaskLists.TYPE,
            TaskListCategories.TYPE);

    private Entities() {}

    /// The entity type of that name; the name must be one of the table's.
    public static EntityType named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no entity type " + name));
    }

    public static Optional<EntityType> find(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
