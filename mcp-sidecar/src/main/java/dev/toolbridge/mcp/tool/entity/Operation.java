package dev.toolbridge.mcp.tool.entity;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.tool.Effect;
import java.util.Locale;

/// The operations on the items of a type, in the order of their tools in the list.
public enum Operation {
    LIST("List %s", "List %s.", Effect.READS),
    GET("Get %s", "Read %s.", Effect.READS),
    CREATE("Create %s", "Create %s.", Effect.ADDS),
    UPDATE("Update %s", "Replace %s.", Effect.REPLACES),
    PATCH("Patch %s", "Change %s.", Effect.CHANGES),
    DELETE("Delete %s", "Delete %s.", Effect.REPLACES),
    ARCHIVE("Archive %s", "Archive %s.", Effect.ADVANCES),
    PROCESS("Process %s", "Act on %s.", Effect.ADVANCES);

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
        return String.format(Locale.ROOT, description, words(type.plural()));
    }

    Effect effect() {
        return effect;
    }

    boolean reads() {
        return effect == Effect.READS;
    }

    private String noun(EntityType type) {
        return words(this == LIST ? type.plural() : type.name());
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
