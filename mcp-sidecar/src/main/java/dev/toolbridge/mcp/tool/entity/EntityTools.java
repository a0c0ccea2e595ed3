package dev.toolbridge.mcp.tool.entity;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.delivery.RecentCreates;
import java.util.Arrays;
import java.util.List;

/// Makes the tools of the entity table: one for each operation on the items of a type.
public final class EntityTools {
    private final ToolContext context;
    private final RecentCreates recent;

    /// @param recent the creations of a moment ago
    public EntityTools(ToolContext context, RecentCreates recent) {
        this.context = context;
        this.recent = recent;
    }

    /// The tools of a type, in the order of the list.
    public List<ToolEntry> of(EntityType type) {
        return Arrays.stream(Operation.values())
                .map(operation -> new EntityTool(type, operation, context, recent).entry())
                .toList();
    }
}
