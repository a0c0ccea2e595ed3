package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Binding;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.stored.StoredText;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The names of the environment variables of the project that a connection is bound to,
/// `toolbridge://project/environment`. No value is among them, also none that is no secret.
record EnvironmentResource(ResourceReader reader) implements ResourceEntry {
    static final String URI = ItemAddress.SCHEME + "project/environment";
    private static final String MEDIA_TYPE = "text/markdown";
    private static final String ADDRESSES = ItemAddress.SCHEME + "environment/";
    private static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");

    /// Longer than any key.
    private static final int KEY_LENGTH_MAX = 200;

    @Override
    public boolean isIn(Optional<Binding> project) {
        return project.filter(binding -> binding.plugins().contains(Entities.ENVIRONMENT_PLUGIN))
                .isPresent();
    }

    @Override
    public Optional<EnvironmentResource> narrowed(ToolSet tools) {
        return Optional.of(this);
    }

    @Override
    public Optional<Resource> resource() {
        return Optional.of(Resource.builder(URI, "environment")
                .title("Environment")
                .description("The names of the project's environment variables, without values.")
                .mimeType(MEDIA_TYPE)
                .build());
    }

    @Override
    public boolean holds(String uri) {
        return uri.equals(URI);
    }

    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        call.require(List.of(watchScope()));
        String path = "/v1/projects/" + call.principal().project().orElseThrow() + "/environment/";
        var lines = new ArrayList<>(List.of("# Environment variables", StoredText.MARK));
        for (String environment : ENVIRONMENTS) {
            ApiAnswer answer = reader.send(ApiRequest.of("GET", path + environment), call);
            if (!(answer instanceof ApiAnswer.Done done)) {
                throw ResourceReader.refusal(answer);
            }
            lines.add("## " + environment);
            done.body().path("variables").forEach(variable -> lines.add(line(variable)));
        }
        return Optional.of(ResourceReader.result(uri, MEDIA_TYPE, String.join("\n", lines)));
    }

    private static String line(JsonNode variable) {
        return "> - " + StoredText.inline(variable.path("key").asText(), KEY_LENGTH_MAX)
                + (variable.path("isSecret").booleanValue() ? "; secret" : "")
                + (variable.path("isRequired").booleanValue() ? "; required" : "");
    }

    @Override
    public String watchScope() {
        return Scope.ENVIRONMENT_READ;
    }

    @Override
    public boolean shows(String uri, Set<String> changed) {
        return changed.stream().anyMatch(change -> change.startsWith(ADDRESSES));
    }
}
