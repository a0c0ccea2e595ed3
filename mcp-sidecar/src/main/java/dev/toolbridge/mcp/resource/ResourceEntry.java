package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.offer.Binding;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ToolSet;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One resource, or all resources of one template, as a line of the table of resources.
public interface ResourceEntry {

    /// The part of it that these tools could read; empty if they could read nothing of it.
    Optional<? extends ResourceEntry> narrowed(ToolSet tools);

    /// Tells if it exists in connections that are bound to this project, or to none.
    default boolean isIn(Optional<Binding> project) {
        return true;
    }

    /// The resource, if it can be named without an item.
    default Optional<Resource> resource() {
        return Optional.empty();
    }

    /// The template of its addresses, if they have a variable part.
    default Optional<ResourceTemplate> template() {
        return Optional.empty();
    }

    /// Tells if an address belongs to this entry, with or without content.
    boolean holds(String uri);

    /// The content at one of its addresses; empty when the address has none.
    Optional<ReadResourceResult> read(String uri, Call call);

    /// Values of the template's variable that continue the written beginning.
    default List<String> complete(String written, Call call) {
        return List.of();
    }

    /// The scope that is needed to hear of its changes.
    String watchScope();

    /// Tells if the content at one of its addresses shows an item at a changed address.
    boolean shows(String uri, Set<String> changed);
}
