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

    /// The same resources without those that no offered tool could read: a filter of tools is a guard of data.
    ResourceSet narrowed(ToolSet tools);

    /// The resources that can be named without knowing an item.
    List<Resource> list();

    /// The addresses of the others, with a place for what varies.
    List<ResourceTemplate> templates();

    /// What stands at an address; empty when nothing does.
    Optional<ReadResourceResult> read(String uri, Call call);

    /// What the value of a template's variable could become.
    List<String> complete(String template, PromptSet.PartialArgument argument, Call call);

    /// Refuses what cannot be watched at all, or not by this one.
    ///
    /// @throws ProtocolError saying what stands in the way
    void requireWatchable(Set<String> uris, Principal principal);

    /// Tells of every change of these resources until it is closed.
    ///
    /// @param uris what is watched at the time; it may change
    /// @param newest the newest credential that the client has shown
    Watch watch(Set<String> uris, Supplier<Principal> newest, Consumer<String> changed);

    /// Something that is watched until it is closed.
    interface Watch extends AutoCloseable {

        /// Waits until whatever changes from now on is told, but not for long: when it takes longer, all that is
        /// watched counts as changed.
        default void awaitBegun() {}

        @Override
        void close();
    }
}
