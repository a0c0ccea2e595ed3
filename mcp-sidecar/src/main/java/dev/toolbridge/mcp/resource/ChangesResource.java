package dev.toolbridge.mcp.resource;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.tool.OnBehalf;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The newest changes of items of these types, `toolbridge://changes`.
record ChangesResource(ResourceReader reader, List<EntityType> types) implements ResourceEntry {

    ChangesResource {
        types = List.copyOf(types);
    }

    @Override
    public Optional<ChangesResource> narrowed(ToolSet tools) {
        List<EntityType> readable = types.stream()
                .filter(type -> ItemResource.isReadable(type, tools))
                .toList();
        return readable.isEmpty() ? Optional.empty() : Optional.of(new ChangesResource(reader, readable));
    }

    @Override
    public Optional<Resource> resource() {
        return Optional.of(RecentChanges.definition());
    }

    @Override
    public boolean holds(String uri) {
        return uri.equals(RecentChanges.URI);
    }

    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        call.require(ChangesClient.SCOPES);
        var changes = new ChangesClient(reader.api());
        var caller = OnBehalf.withoutTool(call, ResourceReader.TOOL);
        ApiAnswer answer = ResourceReader.fitting(RecentChanges.COUNT, count -> changes.latest(count, caller));
        if (answer instanceof ApiAnswer.Done done) {
            String text = RecentChanges.text(done.body(), types);
            return Optional.of(ResourceReader.result(uri, RecentChanges.MEDIA_TYPE, text));
        }
        throw ResourceReader.refusal(answer);
    }

    /// The API leaves out the changes of types that the client may not read.
    @Override
    public String watchScope() {
        return Scope.ANY_READ;
    }

    @Override
    public boolean shows(String uri, Set<String> changed) {
        return changed.stream().anyMatch(change -> ItemAddress.of(change, types).isPresent());
    }
}
