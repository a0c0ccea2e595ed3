package dev.toolbridge.api.store.context;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.project.McpConfiguration;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Optional;

/// The MCP configuration of the project.
final class McpConfigurationPart implements ContextPart {

    @Override
    public String name() {
        return "mcpConfiguration";
    }

    @Override
    public EntityType type() {
        return Entities.named("mcp_configuration");
    }

    @Override
    public boolean isSingle() {
        return true;
    }

    @Override
    public String fields() {
        return String.join(
                ", ",
                ContextPart.field("preset"),
                ContextPart.field("enabledPlugins"),
                ContextPart.field("contextLevel"),
                ContextPart.field("pluginSettings"));
    }

    @Override
    public ObjectNode shown(ObjectNode fields) {
        return McpConfiguration.of(fields).json();
    }

    @Override
    public Optional<ObjectNode> missing() {
        return Optional.of(McpConfiguration.UNSET.json());
    }
}
