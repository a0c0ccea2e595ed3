package dev.toolbridge.mcp.tool.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
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
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tool `remember`: stores a memory, and names the ones that are near it.
///
/// @param api stores it
record RememberTool(ApiClient api) implements ToolCall {
    private static final String NAME = "remember";
    private static final String CONTENT = "content";
    private static final String TAGS = "tags";
    private static final String KEY = "key";
    private static final String RATIONALE = "rationale";
    private static final String SUPERSEDES = "supersedes";
    private static final String NEIGHBOURS = "neighbours";
    private static final String TYPE_DEFAULT = "fact";

    static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Remember",
                "Keep what later sessions must know.",
                List.of(
                        Parameter.required(CONTENT, Kind.TEXT),
                        Parameter.optionalChoice(MemoryTools.KIND, MemoryTools.kinds()),
                        Parameter.optional(TAGS, Kind.TEXTS),
                        Parameter.optional(KEY, Kind.TEXT),
                        Parameter.optional(RATIONALE, Kind.TEXT),
                        Parameter.optional(SUPERSEDES, Kind.UID)),
                Schemas.item());
        return new ToolEntry(
                definition,
                MemoryTools.SUBJECT,
                Scope.write(MemoryTools.TYPE.plural()),
                Effect.ADDS,
                new RememberTool(context.api()));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var caller = new OnBehalf(call, NAME);
        ObjectNode payload = payload(arguments);
        Optional<String> key = new CallKeys(caller, arguments).ofDelivery();
        ApiAnswer answer =
                api.send(ApiRequest.of("POST", MemoryTools.PATH).with(payload).once(key), caller);
        if (answer instanceof ApiAnswer.Done done && done.isItem()) {
            return shown(done.body());
        }
        if (Proposer.isNeeded(answer)) {
            return proposed(payload, key, caller);
        }
        throw refusal(answer, caller);
    }

    private static ObjectNode payload(Arguments arguments) {
        ObjectNode payload = Json.object().put(CONTENT, arguments.required(CONTENT));
        payload.put("memoryType", arguments.text(MemoryTools.KIND).orElse(TYPE_DEFAULT));
        arguments.value(TAGS).ifPresent(tags -> payload.set(TAGS, tags));
        arguments.text(KEY).ifPresent(name -> payload.put(KEY, name));
        arguments.text(RATIONALE).ifPresent(text -> payload.put(RATIONALE, text));
        arguments.text(SUPERSEDES).ifPresent(uid -> payload.put("supersedesUid", uid));
        return payload;
    }

    private CallToolResult proposed(ObjectNode payload, Optional<String> key, OnBehalf caller) {
        ObjectNode operation = Json.object().put("op", "create").put(MemoryTools.KIND, MemoryTools.TYPE.name());
        operation.set("payload", payload);
        ApiAnswer answer = new Proposer(api, caller)
                .propose(new Proposer.Order("Remember", Optional.empty(), List.of(operation), key));
        if (!(answer instanceof ApiAnswer.Done done)) {
            throw new Advice(caller, false).refusal(answer);
        }
        ObjectNode structure = Proposer.structure(done.body());
        JsonNode target = done.body().path("operations").path(0);
        structure.set(MemoryTools.UID, target.path(MemoryTools.UID));
        structure.put("version", target.path("version").asLong());
        structure.putObject("payload");
        return ToolResults.result(Proposer.lines(done.body()), structure);
    }

    private static CallToolResult shown(ObjectNode item) {
        ObjectNode structure = StoredText.marked();
        List.of(MemoryTools.UID, "version", "updatedAt").forEach(name -> structure.set(name, item.path(name)));
        ObjectNode payload = structure.putObject("payload");
        JsonNode key = item.path("payload").path(KEY);
        if (key.isTextual()) {
            payload.put(KEY, StoredText.shown(key.textValue()));
        }
        structure.set(NEIGHBOURS, StoredText.shown(item.path(NEIGHBOURS)));
        var lines = new ArrayList<String>();
        lines.add("Remembered: " + item.path(MemoryTools.UID).asText());
        if (!item.path(NEIGHBOURS).isEmpty()) {
            lines.add("Near it, which it may repeat or contradict:");
            lines.add(StoredText.MARK);
            structure.path(NEIGHBOURS).valueStream().map(StoredText::line).forEach(lines::add);
        }
        return ToolResults.result(lines, structure);
    }

    private static ToolRefusal refusal(ApiAnswer answer, OnBehalf caller) {
        if (answer instanceof ApiAnswer.Refused refused && refused.code() == ErrorCode.KEY_TAKEN) {
            return new ToolRefusal(
                    "Nothing was remembered: memory %s has this key. Pass it as supersedes, or take another key."
                            .formatted(refused.facts().path(MemoryTools.UID).asText()));
        }
        if (answer instanceof ApiAnswer.Refused refused && refused.code() == ErrorCode.LOOKS_LIKE_SECRET) {
            return new ToolRefusal("Nothing was remembered: %s. Leave the secret out; name where it is kept."
                    .formatted(refused.text()));
        }
        return new Advice(caller, false).refusal(answer);
    }
}
