package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.access.Admission;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Binding;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ProjectChoice;
import dev.toolbridge.mcp.offer.ProjectSet;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The tools over plain HTTP, for scripts that do not speak the protocol: the same tools, rules and limits.
public final class ToolRoutes {
    private static final String PATH = "/mcp/tools";
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private final Admission admission;
    private final ToolTable tools;
    private final ProjectSet projects;

    public ToolRoutes(Admission admission, ToolTable tools, ProjectSet projects) {
        this.admission = admission;
        this.tools = tools;
        this.projects = projects;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        PATH + "/list",
                        0,
                        request -> admitted(request, (principal, visible) -> list(visible.allowedTo(principal)))),
                new Route(
                        "GET",
                        PATH + "/{name}/schema",
                        0,
                        request -> admitted(request, (_, visible) -> schema(visible, request.parameter("name")))),
                new Route(
                        "POST",
                        PATH + "/call",
                        BODY_BYTES_MAX,
                        request -> admitted(request, (principal, visible) -> call(visible, request, principal))));
    }

    private Answer admitted(Request request, BiFunction<Principal, ToolTable, Answer> endpoint) {
        Principal principal = admission.admit(request, PATH);
        try {
            ToolTable asked = tools.narrowed(ProjectChoice.without(request.query()));
            Optional<Binding> project = ProjectChoice.of(request.query()).map(name -> projects.find(name, principal));
            return endpoint.apply(
                    principal.in(project.map(Binding::id)),
                    project.map(asked::within).orElse(asked));
        } catch (ProtocolError error) {
            throw error.stepUp()
                    .map(scopes -> Refusal.of(ErrorCode.FORBIDDEN, error.getMessage())
                            .header("WWW-Authenticate", admission.stepUp(request, PATH, scopes)))
                    .orElseGet(() -> Refusal.of(ErrorCode.INVALID_PARAMETER, error.getMessage()));
        }
    }

    private static Answer list(List<ToolEntry> tools) {
        var body = Json.object();
        var list = body.putArray("tools");
        for (ToolEntry tool : tools) {
            list.addObject()
                    .put("name", tool.name())
                    .put("category", tool.effect().category())
                    .put("description", tool.definition().description());
        }
        return Answer.json(200, body.put("total", list.size()));
    }

    private static Answer schema(ToolTable visible, String name) {
        ToolEntry tool = visible.find(name).orElseThrow(() -> unknown(name));
        var body = Json.object()
                .put("name", tool.name())
                .put("category", tool.effect().category())
                .put("description", tool.definition().description());
        body.putPOJO("inputSchema", Schemas.input(tool.definition().parameters()));
        body.putPOJO("outputSchema", tool.definition().output());
        return Answer.json(200, body);
    }

    private static Answer call(ToolTable visible, Request request, Principal principal) {
        ObjectNode body = body(request);
        String name = body.path("tool_name").asText("");
        CallToolResult result = visible.call(
                        name, body.withObjectProperty("params"), Call.single(principal, request.correlationId()))
                .orElseThrow(() -> unknown(name));
        boolean success = !Boolean.TRUE.equals(result.isError());
        var answer = Json.object().put("success", success).put("tool_name", name);
        if (success) {
            answer.putPOJO("result", result.structuredContent());
        } else {
            answer.put("error", ((TextContent) result.content().getFirst()).text());
        }
        return Answer.json(200, answer);
    }

    private static ObjectNode body(Request request) {
        try {
            if (Json.parse(request.body()) instanceof ObjectNode body
                    && !(body.has("params") && !body.path("params").isObject())) {
                return body;
            }
        } catch (JsonProcessingException _) {
            throw Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON");
        }
        throw Refusal.of(ErrorCode.INVALID_JSON, "the body must be an object with tool_name and an object params");
    }

    private static Refusal unknown(String name) {
        return Refusal.of(ErrorCode.NOT_FOUND, "unknown tool: " + name);
    }
}
