package dev.toolbridge.mcp.offer;

import dev.toolbridge.mcp.access.Principal;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The resources of a server.
public interface ResourceSet {
    /// The media type of a page that shows the results of a tool.
    String PAGE_TYPE = "text/html;profile=mcp-app";

    /// The same resources without those that no offered tool could read: a filter of tools also protects data.
    ResourceSet narrowed(ToolSet tools);

    /// The same resources with those that a project has beside its items.
    default ResourceSet within(Binding binding) {
        return this;
    }

    /// The resources that can be named without an item.
    List<Resource> list();

    /// The address templates of the others, each with a variable.
    List<ResourceTemplate> templates();

    /// The content at an address; empty when the address has none.
    Optional<ReadResourceResult> read(String uri, Call call);

    /// The possible completions of a template variable's value.
    List<String> complete(String template, PromptSet.PartialArgument argument, Call call);

    /// Refuses addresses that cannot be watched at all, or not by this principal.
    ///
    /// @throws ProtocolError with the reason
    void requireWatchable(Set<String> uris, Principal principal);

    /// Reports every change of these resources until the watch is closed.
    ///
    /// @param uris the resources that are watched now; they may change
    /// @param newest the newest credential of the client
    Watch watch(Set<String> uris, Supplier<Principal> newest, Consumer<String> changed);

    /// Reports every change of what the client's project says about its tools until the watch is closed.
    ///
    /// @param newest the newest credential of the client, which names the project
    default Watch watchBinding(Supplier<Principal> newest, Runnable changed) {
        return () -> {};
    }

    /// A watch over resources until it is closed.
    interface Watch extends AutoCloseable {

        /// Waits until every later change is reported, but not for long: if it takes longer, everything that is
        /// watched counts as changed.
        default void awaitBegun() {}

        @Override
        void close();
    }
}
