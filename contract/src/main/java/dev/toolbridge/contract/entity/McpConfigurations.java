package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.McpPreset;

final class McpConfigurations {
    static final EntityType TYPE = EntityType.entity("mcp_configuration", "mcp_configurations")
            .label("MCP configuration")
            .choice("preset", McpPreset.names().toArray(String[]::new))
            .texts("enabledPlugins")
            .choice("contextLevel", "minimal", "standard", "full")
            .managed()
            .build();

    private McpConfigurations() {}
}
