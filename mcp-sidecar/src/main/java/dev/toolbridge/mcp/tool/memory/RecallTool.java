package dev.toolbridge.mcp.tool.memory;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.toolbridge.mcp.tool.delivery.Advice;
import dev.toolbridge.mcp.tool.result.Fitting;
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;

/// The tool `recall`: the memories that answer a question, each with the trust that it deserves.
///
/// @param api answers the question
record RecallTool(ApiClient api) implements ToolCall {
    private static final String NAME = "recall";
    private static final String QUESTION = "q";
    private static final String TAG = "tag";
    private static final String LIMIT = "limit";
    private static final String MEMORIES = "memories";
    private static final int CONTENT_LENGTH_MAX = 1_000;

    static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Recall",
                "Find memories by key or words.",
                List.of(
                        Parameter.required(QUESTION, Kind.TEXT),
                        Parameter.optionalChoice(MemoryTools.KIND, MemoryTools.kinds()),
                        Parameter.optional(TAG, Kind.TEXT),
                        Parameter.optional(LIMIT, Kind.WHOLE)),
                Schemas.listOf(MEMORIES));
        return new ToolEntry(
                definition,
                MemoryTools.SUBJECT,
                Scope.read(MemoryTools.TYPE.plural()),
                Effect.READS,
                new RecallTool(context.api()));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var caller = new OnBehalf(call, NAME);
        ApiRequest request = ApiRequest.of("GET", "/v1/recall").with(QUESTION, arguments.required(QUESTION));
        for (String name : List.of(MemoryTools.KIND, TAG)) {
            ApiRequest narrower = request;
            request = arguments
                    .text(name)
                    .map(value -> narrower.with(name, value))
                    .orElse(request);
        }
        if (arguments.whole(LIMIT).isPresent()) {
            request = request.with(LIMIT, Long.toString(arguments.whole(LIMIT).getAsLong()));
        }
        ApiAnswer answer = api.send(request, caller);
        if (answer instanceof ApiAnswer.Done done && done.body().path(MEMORIES).isArray()) {
            return shown(done.body());
        }
        throw new Advice(caller, true).refusal(answer);
    }

    private static CallToolResult shown(ObjectNode body) {
        List<ObjectNode> all =
                body.path(MEMORIES).valueStream().map(RecallTool::memory).toList();
        List<ObjectNode> fitting = all.subList(0, Fitting.count(all));
        ObjectNode structure = StoredText.marked();
        structure.putArray(MEMORIES).addAll(fitting);
        var lines = new ArrayList<String>();
        lines.add(
                fitting.isEmpty()
                        ? "No memories: nothing matches; try fewer or other words."
                        : fitting.size() + " memories, the best first. Check those that are stale or disputed.");
        if (fitting.size() < all.size()) {
            lines.add("There are more: ask for more words.");
        }
        if (body.path("behind").asInt() > 0) {
            lines.add("Some of the newest memories cannot be found yet; recall again for them.");
        }
        if (!fitting.isEmpty()) {
            lines.add(StoredText.MARK);
        }
        fitting.forEach(memory -> lines.add(StoredText.line(memory)));
        return ToolResults.result(lines, structure);
    }

    private static ObjectNode memory(JsonNode found) {
        JsonNode payload = found.path("payload");
        ObjectNode memory =
                Json.object().put(MemoryTools.UID, found.path(MemoryTools.UID).asText());
        memory.put(MemoryTools.KIND, StoredText.shown(payload.path("memoryType").asText()));
        put(memory, "key", payload);
        memory.put("content", StoredText.cut(payload.path("content").asText(), CONTENT_LENGTH_MAX));
        put(memory, "rationale", payload);
        put(memory, "evidence", payload);
        memory.set("state", found.path("state"));
        memory.set("score", found.path("score"));
        memory.set("source", StoredText.shown(found.path("source")));
        return memory;
    }

    private static void put(ObjectNode memory, String name, JsonNode payload) {
        if (payload.path(name).isTextual()) {
            memory.put(name, StoredText.cut(payload.path(name).textValue(), CONTENT_LENGTH_MAX));
        }
    }
}
