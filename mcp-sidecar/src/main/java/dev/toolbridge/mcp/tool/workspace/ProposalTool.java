package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
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
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tool `propose_changes`: changes that a person decides about. With the id of a proposal it tells what came of it.
///
/// @param api keeps the proposals
public record ProposalTool(ApiClient api) implements ToolCall {
    /// The name under which addresses ask for the tool.
    public static final String SUBJECT = "proposals";

    static final String NAME = "propose_changes";

    private static final String TITLE = "title";
    private static final String REASON = "reason";
    private static final String OPERATIONS = "operations";
    private static final String PROPOSAL = "proposal";

    public static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Propose changes",
                "Let a person decide on operations as in apply_changes. With proposal: what came of it.",
                List.of(
                        Parameter.optional(TITLE, Kind.TEXT),
                        Parameter.optional(REASON, Kind.TEXT),
                        Parameter.optionalObjects(OPERATIONS, BatchTool.members()),
                        Parameter.optional(PROPOSAL, Kind.TEXT),
                        Parameter.optional(CallKeys.IDEMPOTENCY_KEY, Kind.TEXT)),
                Schemas.listOf(OPERATIONS));
        return new ToolEntry(definition, SUBJECT, Scope.ANY_PROPOSAL, Effect.ADDS, new ProposalTool(context.api()));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var caller = new OnBehalf(call, NAME);
        var proposer = new Proposer(api, caller);
        Optional<String> known = arguments.text(PROPOSAL);
        if (known.isPresent()) {
            return shown(proposer.find(known.get()), new BatchOutcome(List.of(), caller));
        }
        List<SentOperation> operations = BatchTool.operations(arguments);
        BatchTool.requireShown(operations, narrowing);
        String title = arguments
                .text(TITLE)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new ToolRefusal("Nothing was proposed: title must say what the changes are for."));
        var keys = new CallKeys(caller, arguments);
        var order = new Proposer.Order(
                title,
                arguments.text(REASON),
                operations.stream().map(SentOperation::inApi).toList(),
                keys.given().or(keys::ofDelivery));
        return shown(proposer.propose(order), new BatchOutcome(operations, caller));
    }

    private static CallToolResult shown(ApiAnswer answer, BatchOutcome outcome) {
        if (!(answer instanceof ApiAnswer.Done done)) {
            throw outcome.refusal(answer);
        }
        return shown(done.body());
    }

    /// The result of a call that became a proposal.
    static CallToolResult shown(ObjectNode proposal) {
        ObjectNode structure = Proposer.structure(proposal);
        var operations = structure.putArray(OPERATIONS);
        Proposer.operations(proposal).forEach(operation -> operations.add(StoredText.shown(operation.deepCopy())));
        Stream<String> counts = Stream.of("%s operations.".formatted(operations.size()));
        return ToolResults.result(
                Stream.concat(Proposer.lines(proposal).stream(), counts).toList(), structure);
    }
}
