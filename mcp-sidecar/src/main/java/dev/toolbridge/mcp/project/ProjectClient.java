package dev.toolbridge.mcp.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Binding;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ProjectChoice;
import dev.toolbridge.mcp.offer.ProjectSet;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.OnBehalf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Asks the API for projects and their MCP configurations, and keeps the answers for some seconds. The rights of
/// members are never kept: each request to the API is authorised there.
public final class ProjectClient implements ProjectSet {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int KEPT_MAX = 10_000;
    private static final String PATH = "/v1/projects/";

    /// The journal's name for these requests.
    private static final String READER = "binding";

    private static final int REFUSAL_LENGTH_MAX = 300;

    private final ApiClient api;
    private final Cache<Asked, Binding> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_MAX).build();

    public ProjectClient(ApiClient api) {
        this.api = api;
    }

    /// A project as somebody names it.
    private record Asked(Principal.Rights rights, String name) {

        static Asked of(String name, Principal principal) {
            return new Asked(principal.in(Optional.empty()).rights(), name);
        }
    }

    /// Keeps an answer under the asked name and under the id, which the rest of the request asks for.
    @Override
    public Binding find(String name, Principal principal) {
        Binding kept = known.getIfPresent(Asked.of(name, principal));
        if (kept != null) {
            return kept;
        }
        Binding found = asked(name, principal);
        known.put(Asked.of(name, principal), found);
        known.put(Asked.of(found.id(), principal), found);
        return found;
    }

    @Override
    public void forget(Principal principal) {
        principal.project().ifPresent(id -> known.invalidate(Asked.of(id, principal)));
    }

    private Binding asked(String name, Principal principal) {
        Call call =
                Call.single(principal.in(Optional.empty()), UUID.randomUUID().toString());
        call.require(List.of(Scope.PROJECTS_READ));
        var caller = OnBehalf.withoutTool(call, READER);
        ObjectNode project = body(api.send(ApiRequest.of("GET", PATH + name), caller));
        String id = project.path("id").asText();
        ObjectNode configuration = body(api.send(ApiRequest.of("GET", PATH + id + "/mcp"), caller));
        List<String> plugins = configuration
                .path("enabledPlugins")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        return new Binding(id, project.path("slug").asText(), plugins);
    }

    private static ObjectNode body(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Done done -> done.body();
            case ApiAnswer.Refused refused when refused.code() == ErrorCode.NOT_FOUND -> throw ProjectChoice.unknown();
            case ApiAnswer.Refused refused ->
                throw ProtocolError.refused(refused.status(), StoredText.inline(refused.text(), REFUSAL_LENGTH_MAX));
            case ApiAnswer.Unreachable _, ApiAnswer.Unanswered _, ApiAnswer.Unreadable _, ApiAnswer.TooLong _ ->
                throw ProtocolError.refused(ErrorCode.UNAVAILABLE.status(), "the workspace cannot answer");
        };
    }
}
