package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
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
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tool `edit_text`: exact edits of the texts of one item, all or none.
///
/// @param api makes the edits
public record EditTool(ApiClient api) implements ToolCall {
    private static final String NAME = "edit_text";
    private static final String CONTENT_TYPE = "application/vnd.toolbridge.edits+json";
    private static final int DIFF_LENGTH_MAX = 300;

    public static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Edit text",
                "Edit texts. find occurs count (1) times.",
                List.of(
                        Parameter.required(SentOperation.TYPE, Kind.TEXT),
                        Parameter.required(SentOperation.UID, Kind.UID),
                        Parameter.objects(SentEdits.EDITS, SentEdits.members()),
                        Parameter.optional(SentOperation.IF_MATCH, Kind.WHOLE)),
                Schemas.item());
        return new ToolEntry(
                definition, SearchTool.SUBJECT, Scope.ANY_CHANGE, Effect.CHANGES, new EditTool(context.api()));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        EntityType type = type(arguments, narrowing);
        call.require(List.of(Scope.write(type.plural())));
        var caller = new OnBehalf(call, NAME);
        var body = Json.object();
        body.set(
                SentEdits.EDITS,
                SentEdits.inApi(
                        Optional.of(type), arguments.value(SentEdits.EDITS).orElseThrow()));
        ApiAnswer answer = api.send(
                ApiRequest.of("PATCH", "/v1/" + type.plural() + "/" + arguments.required(SentOperation.UID))
                        .header("Content-Type", CONTENT_TYPE)
                        .with(body)
                        .onlyIf(arguments.whole(SentOperation.IF_MATCH))
                        .once(new CallKeys(caller, arguments).ofDelivery()),
                caller);
        if (answer instanceof ApiAnswer.Done done && done.isItem()) {
            return shown(type, done.body());
        }
        throw refusal(answer, type, caller);
    }

    private static EntityType type(Arguments arguments, Narrowing narrowing) {
        String name = arguments.required(SentOperation.TYPE);
        return ChosenTypes.find(name)
                .filter(type -> narrowing.admits(type.plural(), "patch_" + type.name()))
                .orElseThrow(() -> new ToolRefusal("Nothing was done: this address shows no type "
                        + SentEdits.brief(name, DIFF_LENGTH_MAX) + " to edit."));
    }

    private static CallToolResult shown(EntityType type, ObjectNode item) {
        String diff = SentEdits.brief(item.path("diff").asText(), DIFF_LENGTH_MAX);
        ObjectNode structure = StoredText.marked();
        List.of("uid", "version", "updatedAt").forEach(name -> structure.set(name, item.path(name)));
        structure.putObject("payload");
        var lines = new ArrayList<String>();
        lines.add("%s %s is edited, version %s."
                .formatted(
                        type.label(),
                        item.path("uid").asText(),
                        item.path("version").asLong()));
        lines.add(StoredText.MARK);
        lines.add(StoredText.line(StoredText.shown(Json.object().put("diff", diff))));
        return ToolResults.result(lines, structure);
    }

    private static ToolRefusal refusal(ApiAnswer answer, EntityType type, OnBehalf caller) {
        if (!(answer instanceof ApiAnswer.Refused refused)) {
            return new Advice(caller, false).refusal(answer);
        }
        if (refused.code() == ErrorCode.NOT_FOUND) {
            return new ToolRefusal("No such %s; list_%s shows those there are.".formatted(type.label(), type.plural()));
        }
        if (refused.code() == ErrorCode.VERSION_MISMATCH) {
            return new ToolRefusal(stale(refused, type));
        }
        if (refused.code() != ErrorCode.EDIT_MISSED) {
            return new Advice(caller, false).refusal(answer);
        }
        return new ToolRefusal("Nothing was done: %s.%s Correct find, or read the text with get_%s."
                .formatted(refused.text(), SentEdits.candidates(refused.facts()), type.name()));
    }

    private static String stale(ApiAnswer.Refused refused, EntityType type) {
        JsonNode by = refused.facts().path("by").path(0);
        List<String> changed = refused.facts()
                .path("changed")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        return "Nothing was done: the %s is at version %s by now; %s changed %s. Read it with get_%s, then edit again."
                .formatted(
                        type.label(),
                        refused.facts().path("version").asLong(),
                        by.path("user").asText("somebody"),
                        changed.isEmpty() ? "it" : SentEdits.brief(StoredText.names(changed), DIFF_LENGTH_MAX),
                        type.name());
    }
}
