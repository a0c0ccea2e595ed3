package dev.toolbridge.mcp.tool.memory;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolEntry;
import java.util.Collection;
import java.util.List;

/// The tools by which assistants keep what they learn. They work in the space of the connection.
public final class MemoryTools {
    static final EntityType TYPE = Entities.named("memory");
    static final String PATH = "/v1/" + TYPE.plural();
    static final String UID = "uid";
    static final String KIND = "type";

    /// The subject of these tools, as filters of addresses name it. Those of the entity table have the name of the
    /// type.
    static final String SUBJECT = "memory";

    private MemoryTools() {}

    /// The tools in the order of the list.
    public static List<ToolEntry> of(ToolContext context) {
        return List.of(
                RememberTool.entry(context),
                RecallTool.entry(context),
                ForgetTool.entry(context),
                SyncTool.entry(context));
    }

    /// The types of memories.
    static Collection<String> kinds() {
        return TYPE.field("memoryType").orElseThrow().choices();
    }
}
