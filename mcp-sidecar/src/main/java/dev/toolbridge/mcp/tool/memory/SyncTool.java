package dev.toolbridge.mcp.tool.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Effect;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.Schemas;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolDefinition;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.Advice;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;

/// The tool `fb_sync` of a server that is on no machine of the user: it names the command that brings a folder in step,
/// and the conflicts of the project that wait for a person.
///
/// @param api knows the conflicts
record SyncTool(ApiClient api) implements ToolCall {
    private static final String NAME = "fb_sync";
    private static final String ENVIRONMENT = "environment";
    private static final String CONFIGURE = "configure_mcp";
    private static final String CONFLICTS = "conflicts";
    private static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");
    private static final int CONFLICTS_MAX = 50;

    static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Synchronise",
                "Bring a folder in step.",
                List.of(Parameter.optionalChoice(ENVIRONMENT, ENVIRONMENTS), Parameter.optional(CONFIGURE, Kind.FLAG)),
                Schemas.listOf(CONFLICTS));
        return new ToolEntry(
                definition,
                MemoryTools.SUBJECT,
                Scope.read(MemoryTools.TYPE.plural()),
                Effect.READS,
                new SyncTool(context.api()));
    }

    @Override
    public boolean needsProject() {
        return true;
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var caller = new OnBehalf(call, NAME);
        String project =
                call.principal().project().orElseThrow(() -> new ToolRefusal("This connection works in no project."));
        ApiRequest request = ApiRequest.of("GET", "/v1/projects/" + project + "/" + CONFLICTS)
                .with("limit", Integer.toString(CONFLICTS_MAX));
        ApiAnswer answer = api.send(request, caller);
        if (answer instanceof ApiAnswer.Done done && done.body().path(CONFLICTS).isArray()) {
            return shown(done.body(), command(arguments));
        }
        throw new Advice(caller, true).refusal(answer);
    }

    private static String command(Arguments arguments) {
        String environment = arguments
                .text(ENVIRONMENT)
                .filter(name -> !name.equals(ENVIRONMENTS.getFirst()))
                .map(name -> " --environment " + name)
                .orElse("");
        boolean isLeftAlone = arguments
                .value(CONFIGURE)
                .filter(value -> !value.booleanValue())
                .isPresent();
        return "fbc sync" + environment + (isLeftAlone ? " --no-mcp" : "");
    }

    private static CallToolResult shown(ObjectNode body, String command) {
        ObjectNode structure = StoredText.marked();
        var conflicts = structure.putArray(CONFLICTS);
        body.path(CONFLICTS).forEach(conflict -> conflicts
                .addObject()
                .put(MemoryTools.UID, conflict.path(MemoryTools.UID).asText())
                .put("version", conflict.path("version").asLong()));
        var lines = new ArrayList<String>();
        lines.add("This server is on no machine of the user, and always in step with the project. In the folder, run: "
                + command);
        lines.add(
                conflicts.isEmpty()
                        ? "No conflict waits for a person."
                        : conflicts.size() + (body.path("hasMore").asBoolean() ? " or more" : "")
                                + " conflicts wait for a person; in the folder, run: fbc conflicts");
        return ToolResults.result(lines, structure);
    }
}
