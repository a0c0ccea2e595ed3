package dev.toolbridge.mcp.resource;

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

    /// As much of it as these tools could read; none if they could read nothing.
    Optional<? extends ResourceEntry> narrowed(ToolSet tools);

    /// The resource, if it can be named without knowing an item.
    default Optional<Resource> resource() {
        return Optional.empty();
    }

    /// The template of its addresses, if they have a place for what varies.
    default Optional<ResourceTemplate> template() {
        return Optional.empty();
    }

    /// Whether an address is one of its own; something may stand there or not.
    boolean holds(String uri);

    /// The content of an address of its own; empty when nothing stands there.
    Optional<ReadResourceResult> read(String uri, Call call);

    /// Values of the template's variable that go on from what was written so far.
    default List<String> complete(String written, Call call) {
        return List.of();
    }

    /// Whether an address of its own shows one of the items at the changed addresses.
    boolean shows(String uri, Set<String> changed);
}
