package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tool `undo_run`: takes the changes of one run of the assistant back. The user agrees first, by an answer of
/// their own where the client can ask, else by the assistant, which shows a dry run and passes its code.
///
/// @param api takes the run back
public record UndoTool(ApiClient api) implements ToolCall {
    private static final String NAME = "undo_run";
    private static final String RUN = "run";
    private static final String ONLY = "only";
    private static final String DRY_RUN = "dry_run";
    private static final String CONFIRM = "confirm";
    private static final String REVERTED = "reverted";
    private static final String KEPT = "kept";
    private static final int NAME_LENGTH_MAX = 200;
    private static final int LINES_MAX = 50;

    public static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Undo run",
                "Undo a run; dry_run first.",
                List.of(
                        Parameter.optional(RUN, Kind.TEXT),
                        Parameter.optional(ONLY, Kind.TEXTS),
                        Parameter.optional(DRY_RUN, Kind.FLAG),
                        Parameter.optional(CONFIRM, Kind.TEXT)),
                Schemas.listOf(REVERTED));
        return new ToolEntry(definition, SearchTool.SUBJECT, Scope.ANY_CHANGE, Effect.ANY, new UndoTool(context.api()));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var caller = new OnBehalf(call, NAME);
        String run = arguments
                .text(RUN)
                .or(call::run)
                .orElseThrow(() -> new ToolRefusal(
                        "Nothing was done: name a run; count_items of changes by run shows those there are."));
        ObjectNode trial = sent(run, body(arguments).put("dryRun", true), arguments, caller);
        requireShown(trial, narrowing);
        if (arguments.flag(DRY_RUN)) {
            return shown(run, trial, true);
        }
        String confirm = agreed(run, trial, arguments.text(CONFIRM), call);
        return shown(run, sent(run, body(arguments).put(CONFIRM, confirm), arguments, caller), false);
    }

    /// The code of the dry run, once the user has agreed to it. A client that can ask its user does, whatever code the
    /// assistant passes: it has that code without anybody's word.
    private static String agreed(String run, ObjectNode trial, Optional<String> passed, Call call) {
        var agreement = new Agreement(call);
        if (!agreement.canAsk()) {
            return passed.orElseThrow(
                    () -> new ToolRefusal("Nothing was done: call undo_run with dry_run, show the user"
                            + " what it would do, and if they agree call it again with its confirm code."));
        }
        agreement.require(
                "Take back what a run did? %s items change, %s changes stay. It is known as:\n%s"
                        .formatted(trial.path(REVERTED).size(), trial.path(KEPT).size(), Title.of(run)),
                "Take it back",
                "Nothing was done");
        return passed.orElseGet(() -> trial.path(CONFIRM).asText());
    }

    private static ObjectNode body(Arguments arguments) {
        ObjectNode body = Json.object();
        List<String> only = arguments.texts(ONLY);
        if (!only.isEmpty()) {
            ArrayNode uids = body.putArray(ONLY);
            only.forEach(uids::add);
        }
        return body;
    }

    private ObjectNode sent(String run, ObjectNode body, Arguments arguments, OnBehalf caller) {
        String name = URLEncoder.encode(run, StandardCharsets.UTF_8).replace("+", "%20");
        Optional<String> key = body.has("dryRun") ? Optional.empty() : new CallKeys(caller, arguments).ofDelivery();
        ApiAnswer answer = api.send(
                ApiRequest.of("POST", "/v1/runs/" + name + "/undo").with(body).once(key), caller);
        if (answer instanceof ApiAnswer.Done done && done.body().path(REVERTED).isArray()) {
            return done.body();
        }
        throw refusal(answer, caller);
    }

    private static ToolRefusal refusal(ApiAnswer answer, OnBehalf caller) {
        if (answer instanceof ApiAnswer.Refused refused) {
            if (refused.code() == ErrorCode.NOT_FOUND) {
                return new ToolRefusal(
                        "No such run of this client, or it changed nothing; count_items of changes by run"
                                + " shows those there are.");
            }
            if (refused.code() == ErrorCode.CONFIRM_STALE) {
                return new ToolRefusal("Nothing was done: " + refused.text() + ". Call with dry_run again.");
            }
            if (refused.code() == ErrorCode.HISTORY_GONE) {
                return new ToolRefusal("Nothing was done: " + refused.text() + ".");
            }
        }
        return new Advice(caller, false).refusal(answer);
    }

    /// An address that shows a part of the workspace takes no other part back.
    private static void requireShown(ObjectNode report, Narrowing narrowing) {
        Stream.concat(report.path(REVERTED).valueStream(), report.path(KEPT).valueStream())
                .map(one -> one.path("type").asText())
                .distinct()
                .flatMap(name -> ChosenTypes.find(name).stream())
                .filter(type -> !narrowing.admits(type.plural(), "patch_" + type.name())
                        || !narrowing.admits(type.plural(), "delete_" + type.name()))
                .findFirst()
                .ifPresent(type -> {
                    throw new ToolRefusal("Nothing was done: the run changed %s, which this address does not show."
                            .formatted(type.plural()));
                });
    }

    private static CallToolResult shown(String run, ObjectNode report, boolean isTrial) {
        var lines = new ArrayList<String>();
        lines.add("Run %s: %s items %s, %s changes stay."
                .formatted(
                        StoredText.inline(run, NAME_LENGTH_MAX),
                        report.path(REVERTED).size(),
                        isTrial ? "would change" : "are taken back",
                        report.path(KEPT).size()));
        if (isTrial) {
            lines.add("Show this to the user. If they agree: undo_run with confirm "
                    + report.path(CONFIRM).asText() + " within 15 minutes.");
        }
        if (!report.path(REVERTED).isEmpty() || !report.path(KEPT).isEmpty()) {
            lines.add(StoredText.MARK);
        }
        report.path(REVERTED).valueStream().limit(LINES_MAX).map(UndoTool::line).forEach(lines::add);
        report.path(KEPT).valueStream().limit(LINES_MAX).map(UndoTool::keptLine).forEach(lines::add);
        ObjectNode structure = StoredText.marked();
        structure.put(RUN, StoredText.shown(report.path(RUN).asText()));
        structure.set(REVERTED, StoredText.shown(report.path(REVERTED)));
        structure.put(KEPT, report.path(KEPT).size());
        if (isTrial) {
            structure.put(CONFIRM, report.path(CONFIRM).asText());
        }
        return ToolResults.result(lines, structure);
    }

    private static String line(JsonNode one) {
        String state = one.has("deleted") ? "deleted" : one.has("restored") ? "restored" : fields(one);
        return "%s %s: %s".formatted(one.path("type").asText(), one.path("uid").asText(), state);
    }

    private static String fields(JsonNode one) {
        List<String> fields =
                one.path("fields").valueStream().map(JsonNode::asText).toList();
        return StoredText.inline(String.join(", ", fields), NAME_LENGTH_MAX);
    }

    private static String keptLine(JsonNode one) {
        String field =
                one.has("field") ? " " + StoredText.inline(one.path("field").asText(), NAME_LENGTH_MAX) : "";
        return "%s %s%s stays: %s"
                .formatted(
                        one.path("type").asText(),
                        one.path("uid").asText(),
                        field,
                        one.path("why").asText());
    }
}
