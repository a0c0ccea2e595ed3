package dev.toolbridge.mcp.resource;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.tool.app.AppPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The resources of a workspace: its items, its newest changes, and the pages of tools.
public final class WorkspaceResources {

    private WorkspaceResources() {}

    /// All resources, in their order.
    public static List<ResourceEntry> of(ApiClient api, List<EntityType> types) {
        var reader = new ResourceReader(api);
        var table = new ArrayList<ResourceEntry>();
        table.add(new ChangesResource(reader, types));
        table.add(ContextResource.of(reader));
        table.add(new EnvironmentResource(reader));
        types.forEach(type -> table.add(new ItemResource(reader, type)));
        Arrays.stream(AppPage.values()).map(PageResource::new).forEach(table::add);
        return table;
    }
}
