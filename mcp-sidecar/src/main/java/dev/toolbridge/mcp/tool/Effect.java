package dev.toolbridge.mcp.tool;

import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;

/// The effect of a tool on stored data. Clients learn it before they call the tool, and filters read it.
public enum Effect {
    READS("read", true, false, true),
    ADDS("write", false, false, false),
    CHANGES("write", false, false, true),
    REPLACES("write", false, true, true),
    /// Adds, changes and removes, as the call says.
    ANY("write", false, true, false),
    /// Moves an item to another state of its life.
    ADVANCES("workflow", false, false, true);

    private final String category;
    private final boolean readOnly;
    private final boolean destructive;
    private final boolean idempotent;

    Effect(String category, boolean readOnly, boolean destructive, boolean idempotent) {
        this.category = category;
        this.readOnly = readOnly;
        this.destructive = destructive;
        this.idempotent = idempotent;
    }

    /// The group of the tool, for people who choose tools.
    String category() {
        return category;
    }

    /// The hints of the protocol. Every tool affects this workspace only.
    ToolAnnotations annotations(String title) {
        return ToolAnnotations.builder()
                .title(title)
                .readOnlyHint(readOnly)
                .destructiveHint(destructive)
                .idempotentHint(idempotent)
                .openWorldHint(false)
                .build();
    }
}
