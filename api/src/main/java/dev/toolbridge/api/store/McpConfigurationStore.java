package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.project.McpConfiguration;
import dev.toolbridge.api.project.McpConfigurations;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;

/// MCP configurations in PostgreSQL: one item in each project, whose uid is that of the project.
public final class McpConfigurationStore implements McpConfigurations {
    private static final EntityType TYPE = Entities.named("mcp_configuration");

    private final Items items;
    private final SpaceWriter writer;

    public McpConfigurationStore(Items items, SpaceWriter writer) {
        this.items = items;
        this.writer = writer;
    }

    @Override
    public McpConfiguration find(Caller inside) {
        Space space = inside.space();
        return switch (items.find(space, new Key(TYPE, space.id()))) {
            case Lookup.Live live -> McpConfiguration.of(live.item().payload().fields());
            case Lookup.Deleted _, Lookup.Missing _ -> McpConfiguration.UNSET;
        };
    }

    @Override
    public McpConfiguration put(Caller inside, McpConfiguration configuration) {
        return writer.manage(inside.space(), transaction -> {
            var _ = MemberRows.require(transaction, inside, SpaceRole.ADMIN);
            var fields = new Body.Fields(configuration.fields());
            transaction.set(inside.author(), TYPE, transaction.space().id(), fields);
            return configuration;
        });
    }
}
