package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.protocol.Call;
import dev.toolbridge.mcp.protocol.ToolSet;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// The tools of the entity table, in its order. Without a filter, those of the main types are offered.
public final class EntityTools implements ToolSet {
    private final Workspace workspace;
    private final SequencedMap<String, EntityTool> all;
    private final SequencedMap<String, EntityTool> offered;

    private EntityTools(
            Workspace workspace, SequencedMap<String, EntityTool> all, SequencedMap<String, EntityTool> offered) {
        this.workspace = workspace;
        this.all = all;
        this.offered = offered;
    }

    /// Tools for all these types; without a filter only those of `main` are offered.
    public static EntityTools of(List<EntityType> types, Set<String> mainPlurals, Workspace workspace) {
        SequencedMap<String, EntityTool> all = byName(types.stream()
                .flatMap(type -> Arrays.stream(Operation.values()).map(operation -> EntityTool.of(type, operation)))
                .toList());
        var main = byName(all.values().stream()
                .filter(tool -> mainPlurals.contains(tool.type().plural()))
                .toList());
        return new EntityTools(workspace, all, main);
    }

    @Override
    public EntityTools narrowed(SequencedMap<String, List<String>> query) {
        if (query.isEmpty()) {
            return this;
        }
        var filter = ToolFilter.parse(query, all.values());
        Collection<EntityTool> candidates = filter.entities().isPresent() ? all.values() : offered.values();
        return new EntityTools(
                workspace, all, byName(candidates.stream().filter(filter).toList()));
    }

    @Override
    public boolean offers(String name) {
        return offered.containsKey(name);
    }

    @Override
    public List<Tool> list(Principal principal) {
        return offered(principal).stream().map(EntityTool::definition).toList();
    }

    @Override
    public Optional<CallToolResult> call(String name, ObjectNode arguments, Call call) {
        Optional<EntityTool> found = Optional.ofNullable(offered.get(name));
        found.ifPresent(tool -> call.require(List.of(tool.scope())));
        return found.map(tool -> workspace.measured(tool.name(), () -> tool.call(arguments, call, workspace)));
    }

    /// The tools that are offered to somebody, in their order.
    List<EntityTool> offered(Principal principal) {
        return offered.values().stream()
                .filter(tool -> principal.allows(tool.scope()))
                .toList();
    }

    Optional<EntityTool> find(String name) {
        return Optional.ofNullable(offered.get(name));
    }

    private static SequencedMap<String, EntityTool> byName(List<EntityTool> tools) {
        return tools.stream()
                .collect(Collectors.toMap(EntityTool::name, tool -> tool, (first, _) -> first, LinkedHashMap::new));
    }
}
