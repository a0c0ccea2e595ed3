package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The entity table: routes, SQL, tools, the OpenAPI document and the tests all read it.
public final class Entities {

    /// Every type that clients write, in the order in which lists, tools and documents show them.
    public static final List<EntityType> ALL = List.of(
            Notes.TYPE,
            Tasks.TYPE,
            Comments.TYPE,
            Chats.TYPE,
            ChatMessages.TYPE,
            TaskLists.TYPE,
            TaskListCategories.TYPE,
            Milestones.TYPE);

    /// The types of shared spaces that only routes of their own write.
    public static final List<EntityType> MANAGED = List.of(Projects.TYPE, Members.TYPE);

    /// Every type that a space may hold.
    public static final List<EntityType> STORED =
            Stream.of(ALL, MANAGED).flatMap(List::stream).toList();

    private Entities() {}

    /// The entity type of that name; the name must be one of the table's.
    public static EntityType named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no entity type " + name));
    }

    /// The entity type of that name, managed ones among them.
    public static Optional<EntityType> find(String name) {
        return STORED.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
