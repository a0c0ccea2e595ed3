package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet.PartialArgument;
import dev.toolbridge.mcp.offer.ResourceSet;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.protocol.ProtocolError;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The resources of the server, and the way to watch them.
///
/// @param entries the resources in their fixed order
/// @param watches report changes
public record ResourceTable(List<ResourceEntry> entries, Watchers watches) implements ResourceSet {

    public ResourceTable {
        entries = List.copyOf(entries);
    }

    @Override
    public ResourceTable narrowed(ToolSet tools) {
        List<ResourceEntry> readable = entries.stream()
                .<ResourceEntry>flatMap(entry -> entry.narrowed(tools).stream())
                .toList();
        return new ResourceTable(readable, watches);
    }

    @Override
    public List<Resource> list() {
        return entries.stream().flatMap(entry -> entry.resource().stream()).toList();
    }

    @Override
    public List<ResourceTemplate> templates() {
        return entries.stream().flatMap(entry -> entry.template().stream()).toList();
    }

    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        return find(uri).flatMap(entry -> entry.read(uri, call));
    }

    @Override
    public List<String> complete(String template, PartialArgument argument, Call call) {
        if (!argument.name().equals(ItemAddress.VARIABLE)) {
            throw ProtocolError.invalidParameters("params.argument.name must be " + ItemAddress.VARIABLE);
        }
        return entries.stream()
                .filter(entry -> entry.template()
                        .filter(known -> known.uriTemplate().equals(template))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> ProtocolError.invalidParameters("params.ref.uri is not one of our templates"))
                .complete(argument.value(), call);
    }

    @Override
    public void requireWatchable(Set<String> uris, Principal principal) {
        var scopes = new TreeSet<String>();
        for (String uri : uris) {
            ResourceEntry entry =
                    find(uri).orElseThrow(() -> ProtocolError.invalidParameters("no resource can stand at " + uri));
            scopes.add(entry.watchScope());
        }
        Call.single(principal, "watch").require(scopes);
    }

    @Override
    public Watch watch(Set<String> uris, Supplier<Principal> newest, Consumer<String> changed) {
        var watched = new Watched(uris, this, changed);
        return watches.join(new Seat(newest, watched::hear));
    }

    Optional<ResourceEntry> find(String uri) {
        return entries.stream().filter(entry -> entry.holds(uri)).findFirst();
    }
}
