package dev.toolbridge.mcp;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolTable;
import dev.toolbridge.mcp.tool.app.AppTools;
import dev.toolbridge.mcp.tool.delivery.RecentCreates;
import dev.toolbridge.mcp.tool.entity.EntityTools;
import dev.toolbridge.mcp.tool.memory.MemoryTools;
import dev.toolbridge.mcp.tool.workspace.BatchTool;
import dev.toolbridge.mcp.tool.workspace.CountTool;
import dev.toolbridge.mcp.tool.workspace.EditTool;
import dev.toolbridge.mcp.tool.workspace.ProposalTool;
import dev.toolbridge.mcp.tool.workspace.SearchTool;
import dev.toolbridge.mcp.tool.workspace.UndoTool;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of tools, in the order of the list. A tool that belongs to no entity type is a line here.
final class Tools {

    /// The subjects whose tools are listed on request only (`?entities=task_lists`).
    private static final Set<String> ON_REQUEST = Stream.concat(
                    Stream.of(ProposalTool.SUBJECT),
                    Entities.ALL.stream().filter(EntityType::toolsOnRequest).map(EntityType::plural))
            .collect(Collectors.toUnmodifiableSet());

    private Tools() {}

    static ToolTable all(ToolContext context) {
        var table = new ArrayList<ToolEntry>();
        var recent = new RecentCreates(InstantSource.system());
        var ofEntities = new EntityTools(context, recent);
        Entities.ALL.forEach(type -> table.addAll(ofEntities.of(type)));
        table.add(SearchTool.entry(context));
        table.add(CountTool.entry(context));
        table.add(BatchTool.entry(context, recent));
        table.add(EditTool.entry(context));
        table.add(UndoTool.entry(context));
        table.addAll(MemoryTools.of(context));
        table.add(ProposalTool.entry(context));
        table.addAll(AppTools.of(table, context));
        return ToolTable.of(table, ON_REQUEST, context);
    }
}
