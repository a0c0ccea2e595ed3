package dev.toolbridge.mcp.tool.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.stored.Title;
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
import dev.toolbridge.mcp.tool.delivery.Agreement;
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;

/// The tool `forget`: deletes a memory, once the user agrees where the client can ask.
///
/// @param api deletes it
record ForgetTool(ApiClient api) implements ToolCall {
    private static final String NAME = "forget";

    static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Forget",
                "Delete a memory.",
                List.of(Parameter.required(MemoryTools.UID, Kind.UID)),
                Schemas.item());
        return new ToolEntry(
                definition,
                MemoryTools.SUBJECT,
                Scope.delete(MemoryTools.TYPE.plural()),
                Effect.REPLACES,
                new ForgetTool(context.api()));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var caller = new OnBehalf(call, NAME);
        String path = MemoryTools.PATH + "/" + arguments.required(MemoryTools.UID);
        var agreement = new Agreement(call);
        if (agreement.canAsk() && api.send(ApiRequest.of("GET", path), caller) instanceof ApiAnswer.Done done) {
            agreement.require("Forget this memory? It can be undone. It is known as:\n"
                    + Title.of(done.body().path("payload").path("content").asText()));
        }
        ApiAnswer answer =
                api.send(ApiRequest.of("DELETE", path).once(new CallKeys(caller, arguments).ofDelivery()), caller);
        if (answer instanceof ApiAnswer.Done done && done.isItem()) {
            return shown(done.body());
        }
        throw refusal(answer, caller);
    }

    private static CallToolResult shown(ObjectNode item) {
        ObjectNode structure = StoredText.marked();
        List.of(MemoryTools.UID, "version", "updatedAt").forEach(name -> structure.set(name, item.path(name)));
        structure.putObject("payload");
        return ToolResults.result(
                List.of("Forgotten: " + item.path(MemoryTools.UID).asText()), structure);
    }

    private static ToolRefusal refusal(ApiAnswer answer, OnBehalf caller) {
        if (answer instanceof ApiAnswer.Refused refused
                && (refused.code() == ErrorCode.NOT_FOUND || refused.code() == ErrorCode.DELETED)) {
            return new ToolRefusal("No such memory; recall shows those there are.");
        }
        return new Advice(caller, false).refusal(answer);
    }
}
