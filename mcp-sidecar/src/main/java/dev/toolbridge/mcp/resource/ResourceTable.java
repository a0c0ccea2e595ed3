package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Binding;
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
import java.util.stream.Stream;

/// The resources of the server, and the way to watch them.
///
/// @param entries the resources in their fixed order
/// @param watches report changes
/// @param binding the project whose resources are shown too
public record ResourceTable(List<ResourceEntry> entries, Watchers watches, Optional<Binding> binding)
        implements ResourceSet {

    public ResourceTable {
        entries = List.copyOf(entries);
    }

    @Override
    public ResourceTable narrowed(ToolSet tools) {
        List<ResourceEntry> readable = entries.stream()
                .<ResourceEntry>flatMap(entry -> entry.narrowed(tools).stream())
                .toList();
        return new ResourceTable(readable, watches, binding);
    }

    @Override
    public ResourceTable within(Binding project) {
        return new ResourceTable(entries, watches, Optional.of(project));
    }

    @Override
    public List<Resource> list() {
        return visible().flatMap(entry -> entry.resource().stream()).toList();
    }

    @Override
    public List<ResourceTemplate> templates() {
        return visible().flatMap(entry -> entry.template().stream()).toList();
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
        return visible()
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

    @Override
    public Watch watchBinding(Supplier<Principal> newest, Runnable changed) {
        String uri = newest.get().project().map(ItemAddress::ofConfiguration).orElseThrow();
        return watches.join(new Seat(newest, news -> {
            boolean isAbout =
                    switch (news) {
                        case News.Changes changes -> changes.uris().contains(uri);
                        case News.Gap _ -> true;
                        case News.Begun _ -> false;
                    };
            if (isAbout) {
                changed.run();
            }
        }));
    }

    Optional<ResourceEntry> find(String uri) {
        return visible().filter(entry -> entry.holds(uri)).findFirst();
    }

    private Stream<ResourceEntry> visible() {
        return entries.stream().filter(entry -> entry.isIn(binding));
    }
}
