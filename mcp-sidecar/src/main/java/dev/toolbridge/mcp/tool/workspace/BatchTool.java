package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
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
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.delivery.DeliveryKey;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.mcp.tool.delivery.RecentCreates;
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// The tool `apply_changes`: many operations in one request, which the API carries out as one.
///
/// @param api carries them out
/// @param recent the batches of a moment ago that created items, by their idempotency keys
public record BatchTool(ApiClient api, RecentCreates recent) implements ToolCall {
    static final String NAME = "apply_changes";

    private static final String OPERATIONS = "operations";
    private static final String MODE = "mode";
    private static final String DRY_RUN = "dry_run";
    private static final String EACH = "each";
    private static final int OPERATIONS_MAX = 100;

    public static ToolEntry entry(ToolContext context, RecentCreates recent) {
        var definition = new ToolDefinition(
                NAME,
                "Apply changes",
                "Do 1-100 operations at once. {\"$ref\":\"a\"}: uid of ref a.",
                List.of(
                        Parameter.objects(OPERATIONS, members()),
                        Parameter.optionalChoice(MODE, List.of("all", EACH)),
                        Parameter.optional(DRY_RUN, Kind.FLAG),
                        Parameter.optional(CallKeys.IDEMPOTENCY_KEY, Kind.TEXT)),
                Schemas.listOf("results"));
        var tool = new BatchTool(context.api(), recent);
        return new ToolEntry(definition, SearchTool.SUBJECT, Scope.ANY_CHANGE, Effect.ANY, tool);
    }

    static List<Parameter> members() {
        return List.of(
                Parameter.choice(
                        SentOperation.OPERATION, List.of("create", "replace", "patch", "delete", "archive", "process")),
                Parameter.required(SentOperation.TYPE, Kind.TEXT),
                Parameter.optional(SentOperation.UID, Kind.TEXT),
                Parameter.optional(SentOperation.REF, Kind.TEXT),
                Parameter.optional(SentOperation.IF_MATCH, Kind.WHOLE),
                Parameter.optional(SentOperation.PAYLOAD, Kind.JSON_OBJECT),
                Parameter.optional("action", Kind.TEXT),
                Parameter.optional("metadata", Kind.JSON_OBJECT));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        List<SentOperation> operations = operations(arguments);
        requireShown(operations, narrowing);
        boolean isTrial = arguments.flag(DRY_RUN);
        boolean isEach = arguments.text(MODE).filter(EACH::equals).isPresent();
        if (!isEach) {
            call.require(operations.stream()
                    .flatMap(operation -> operation.scope().stream())
                    .distinct()
                    .toList());
        }
        var caller = new OnBehalf(call, NAME);
        if (!isTrial) {
            new DeletionQuestion(api, caller).require(operations);
        }
        return send(operations, arguments, caller);
    }

    private CallToolResult send(List<SentOperation> operations, Arguments arguments, OnBehalf caller) {
        boolean isTrial = arguments.flag(DRY_RUN);
        var keys = new CallKeys(caller, arguments);
        Optional<String> runKey =
                keys.ofRun().filter(_ -> !isTrial && operations.stream().anyMatch(SentOperation::addsItem));
        Optional<String> repeated = runKey.flatMap(recent::find).map(RecentCreates.Created::uid);
        Optional<String> key = isTrial
                ? Optional.empty()
                : keys.given().or(() -> repeated).or(keys::ofDelivery).or(() -> runKey.map(_ -> anyKey()));
        ApiAnswer answer = api.send(
                ApiRequest.of("POST", "/v1/batch")
                        .with(body(operations, arguments))
                        .once(key),
                caller);
        var outcome = new BatchOutcome(operations, caller);
        if (Proposer.isNeeded(answer) && !isTrial) {
            return proposed(operations, key, caller);
        }
        if (!(answer instanceof ApiAnswer.Done done)
                || !done.body().path("results").isArray()) {
            throw outcome.refusal(answer);
        }
        if (outcome.isWhole(done)) {
            runKey.ifPresent(request -> recent.remember(request, key.orElseThrow()));
        }
        return outcome.shown(done, repeated.isPresent());
    }

    /// Proposes the operations, as the credential may do no more.
    private CallToolResult proposed(List<SentOperation> operations, Optional<String> key, OnBehalf caller) {
        var order = new Proposer.Order(
                operations.size() + " changes by " + NAME,
                Optional.empty(),
                operations.stream().map(SentOperation::inApi).toList(),
                key);
        if (!(new Proposer(api, caller).propose(order) instanceof ApiAnswer.Done done)) {
            throw new ToolRefusal("Nothing was done, and nothing could be proposed: the credential may only propose.");
        }
        ObjectNode structure = Proposer.structure(done.body()).put("applied", false);
        structure.putArray("results");
        return ToolResults.result(Proposer.lines(done.body()), structure);
    }

    private static String anyKey() {
        return DeliveryKey.of(UUID.randomUUID().toString());
    }

    private static ObjectNode body(List<SentOperation> operations, Arguments arguments) {
        var body = Json.object();
        arguments.text(MODE).ifPresent(mode -> body.put(MODE, mode));
        body.put("dryRun", arguments.flag(DRY_RUN));
        operations.forEach(operation -> body.withArray(OPERATIONS).add(operation.inApi()));
        return body;
    }

    static List<SentOperation> operations(Arguments arguments) {
        List<ObjectNode> sent = arguments.objects(OPERATIONS);
        if (sent.isEmpty() || sent.size() > OPERATIONS_MAX) {
            throw new ToolRefusal("Nothing was done: operations must be a list of 1 to %s; it has %s."
                    .formatted(OPERATIONS_MAX, sent.size()));
        }
        return IntStream.range(0, sent.size())
                .mapToObj(position -> new SentOperation(position, sent.get(position)))
                .toList();
    }

    static void requireShown(List<SentOperation> operations, Narrowing narrowing) {
        for (SentOperation operation : operations) {
            operation.hiddenTool(narrowing).ifPresent(tool -> {
                throw new ToolRefusal("Nothing was done: operation %s (%s): this address does not show %s."
                        .formatted(operation.position(), operation.named(), tool));
            });
        }
    }
}
