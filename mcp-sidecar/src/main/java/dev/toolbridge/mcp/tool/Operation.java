package dev.toolbridge.mcp.tool;

import dev.toolbridge.contract.EntityType;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be done with the items of a type, in the order in which tools are listed.
enum Operation {
    LIST("List %s", "List %s as summaries, newest change first.", Effect.READS),
    GET("Get %s", "Read one %s.", Effect.READS),
    CREATE("Create %s", "Create a new %s.", Effect.ADDS),
    UPDATE("Update %s", "Replace all fields of a %s.", Effect.REPLACES),
    PATCH("Patch %s", "Change only the given fields of a %s.", Effect.CHANGES),
    DELETE("Delete %s", "Delete a %s.", Effect.REPLACES),
    ARCHIVE("Archive %s", "Archive a %s.", Effect.CHANGES),
    PROCESS("Process %s", "Run an action on a %s.", Effect.CHANGES);

    /// What a tool does to what is there; all of them act on this workspace only.
    private enum Effect {
        READS(true, false, true),
        ADDS(false, false, false),
        CHANGES(false, false, true),
        REPLACES(false, true, true);

        private final boolean readOnly;
        private final boolean destructive;
        private final boolean idempotent;

        Effect(boolean readOnly, boolean destructive, boolean idempotent) {
            this.readOnly = readOnly;
            this.destructive = destructive;
            this.idempotent = idempotent;
        }
    }

    private final String title;
    private final String description;
    private final Effect effect;

    Operation(String title, String description, Effect effect) {
        this.title = title;
        this.description = description;
        this.effect = effect;
    }

    static Optional<Operation> find(String wireName) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName().equals(wireName))
                .findFirst();
    }

    /// The verb in tool names and filters.
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a scope calls it.
    String right() {
        if (effect.readOnly) {
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

    /// Constant for the type: nothing that is stored ever shows in it.
    String description(EntityType type) {
        return String.format(Locale.ROOT, description, noun(type));
    }

    boolean reads() {
        return effect.readOnly;
    }

    /// How tools are grouped for those who choose among them.
    String category() {
        return switch (this) {
            case LIST, GET -> "read";
            case CREATE, UPDATE, PATCH, DELETE -> "write";
            case ARCHIVE, PROCESS -> "workflow";
        };
    }

    ToolAnnotations annotations(EntityType type) {
        return ToolAnnotations.builder()
                .title(title(type))
                .readOnlyHint(effect.readOnly)
                .destructiveHint(effect.destructive)
                .idempotentHint(effect.idempotent)
                .openWorldHint(false)
                .build();
    }

    private String noun(EntityType type) {
        return (this == LIST ? type.plural() : type.name()).replace('_', ' ');
    }
}
