package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Binding;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ToolSet;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The context of the project that a connection is bound to, `toolbridge://project/context`: what an assistant needs to
/// know first.
///
/// @param parts the parts that the tools could read too
record ContextResource(ResourceReader reader, List<ContextSection> parts) implements ResourceEntry {
    static final String URI = ItemAddress.SCHEME + "project/context";
    private static final String MEDIA_TYPE = "text/markdown";

    ContextResource {
        parts = List.copyOf(parts);
    }

    static ContextResource of(ResourceReader reader) {
        return new ContextResource(reader, ContextSection.ALL);
    }

    @Override
    public boolean isIn(Optional<Binding> project) {
        return project.isPresent();
    }

    @Override
    public Optional<ContextResource> narrowed(ToolSet tools) {
        return Optional.of(new ContextResource(
                reader, parts.stream().filter(part -> part.isShownBy(tools)).toList()));
    }

    @Override
    public Optional<Resource> resource() {
        return Optional.of(Resource.builder(URI, "project")
                .title("Project")
                .description("What to know first of the project: people, milestones, open tasks.")
                .mimeType(MEDIA_TYPE)
                .build());
    }

    @Override
    public boolean holds(String uri) {
        return uri.equals(URI);
    }

    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        call.require(List.of(Scope.PROJECTS_READ));
        String project = call.principal().project().orElseThrow();
        ApiAnswer answer = reader.send(ApiRequest.of("GET", "/v1/projects/" + project + "/context"), call);
        if (answer instanceof ApiAnswer.Done done) {
            return Optional.of(ResourceReader.result(uri, MEDIA_TYPE, text(done.body())));
        }
        throw ResourceReader.refusal(answer);
    }

    private String text(ObjectNode context) {
        return new ContextText(context, parts).text();
    }

    @Override
    public String watchScope() {
        return Scope.PROJECTS_READ;
    }

    @Override
    public boolean shows(String uri, Set<String> changed) {
        return parts.stream().anyMatch(part -> changed.stream().anyMatch(part::isOf));
    }
}
