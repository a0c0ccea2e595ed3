package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The entity table: routes, SQL, tools, the OpenAPI document and the tests all read it.
public final class Entities {

    /// The types of the first release: the scopes to read them are all that `*:read` meant then.
    public static final List<EntityType> FIRST = List.of(
            Notes.TYPE,
            Tasks.TYPE,
            Comments.TYPE,
            Chats.TYPE,
            ChatMessages.TYPE,
            TaskLists.TYPE,
            TaskListCategories.TYPE);

    /// Every type that clients write, in the order in which lists, tools and documents show them.
    public static final List<EntityType> ALL = joined(FIRST, List.of(Milestones.TYPE, Memories.TYPE));

    /// The types of shared spaces that only routes of their own write.
    public static final List<EntityType> MANAGED = List.of(Projects.TYPE, Members.TYPE);

    /// Every type that a space may hold.
    public static final List<EntityType> STORED = joined(ALL, MANAGED);

    private Entities() {}

    private static List<EntityType> joined(List<EntityType> some, List<EntityType> others) {
        return Stream.of(some, others).flatMap(List::stream).toList();
    }

    /// The entity type of that name; the name must be one of the table's.
    public static EntityType named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no entity type " + name));
    }

    /// The entity type of that name, managed ones among them.
    public static Optional<EntityType> find(String name) {
        return STORED.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
