package dev.toolbridge.mcp.tool.entity;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.tool.Effect;
import java.util.Locale;

/// The operations on the items of a type, in the order of their tools in the list.
public enum Operation {
    LIST("List %s", "List %s.", Effect.READS),
    GET("Get %s", "Read one %s.", Effect.READS),
    CREATE("Create %s", "Create a %s.", Effect.ADDS),
    UPDATE("Update %s", "Replace all fields of a %s.", Effect.REPLACES),
    PATCH("Patch %s", "Change fields of a %s.", Effect.CHANGES),
    DELETE("Delete %s", "Delete a %s.", Effect.REPLACES),
    ARCHIVE("Archive %s", "Archive a %s.", Effect.ADVANCES),
    PROCESS("Process %s", "Act on a %s.", Effect.ADVANCES);

    private final String title;
    private final String description;
    private final Effect effect;

    Operation(String title, String description, Effect effect) {
        this.title = title;
        this.description = description;
        this.effect = effect;
    }

    /// The verb in tool names.
    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of the right in scopes.
    String right() {
        if (reads()) {
            return "read";
        }
        return this == DELETE ? "delete" : "write";
    }

    String toolName(EntityType type) {
        return wireName() + "_" + (this == LIST ? type.plural() : type.name());
    }

    String title(EntityType type) {
        return String.format(Locale.ROOT, title, noun(type));
    }

    /// The description is constant for the type: it never contains stored data.
    String description(EntityType type) {
        return String.format(Locale.ROOT, description, noun(type));
    }

    Effect effect() {
        return effect;
    }

    boolean reads() {
        return effect == Effect.READS;
    }

    private String noun(EntityType type) {
        return (this == LIST ? type.plural() : type.name()).replace('_', ' ');
    }
}
