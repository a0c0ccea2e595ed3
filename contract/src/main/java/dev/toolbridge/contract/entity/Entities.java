package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The entity table: routes, SQL, tools, the OpenAPI document and the tests all read it.
public final class Entities {

    /// The plugin of the tools over all types, and of the types in which a project plans.
    public static final String CORE_PLUGIN = "core";

    /// The plugin of the variables of a project's environments.
    public static final String ENVIRONMENT_PLUGIN = "environment";

    /// The types in which a project plans.
    public static final List<EntityType> PLANNING = List.of(Milestones.TYPE, Tasks.TYPE);

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
    public static final List<EntityType> MANAGED =
            List.of(Projects.TYPE, Members.TYPE, McpConfigurations.TYPE, EnvironmentVariables.TYPE);

    /// Every type that a space may hold.
    public static final List<EntityType> STORED = joined(ALL, MANAGED);

    /// The plugins that the MCP configuration of a project may enable: each stands for some of the tools.
    public static final List<String> PLUGINS = Stream.concat(
                    Stream.of(CORE_PLUGIN, ENVIRONMENT_PLUGIN, "memory"),
                    ALL.stream().map(EntityType::plural))
            .toList();

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
