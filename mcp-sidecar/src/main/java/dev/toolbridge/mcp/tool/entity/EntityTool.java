package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.Schemas;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolDefinition;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.delivery.Advice;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.mcp.tool.delivery.RecentCreates;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Optional;

/// An operation on the items of a type, as a tool.
///
/// @param type the type of the items
/// @param operation the operation on them
/// @param api carries out the operation
/// @param recent the items that were created a moment ago
record EntityTool(EntityType type, Operation operation, ApiClient api, RecentCreates recent) implements ToolCall {

    ToolEntry entry() {
        var definition = new ToolDefinition(
                operation.toolName(type),
                operation.title(type),
                operation.description(type),
                Parameters.of(operation, type),
                operation == Operation.LIST ? Schemas.list() : Schemas.item());
        return new ToolEntry(
                definition, type.plural(), type.plural() + ":" + operation.right(), operation.effect(), this);
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var items = new ItemRequests(type, api, new OnBehalf(call, operation.toolName(type)));
        try {
            return run(arguments, call, items);
        } catch (ProposalNeeded needed) {
            return proposed(needed, items);
        }
    }

    /// A change that the credential may only propose becomes a proposal.
    private CallToolResult proposed(ProposalNeeded needed, ItemRequests items) {
        var order =
                new Proposer.Order(operation.title(type), Optional.empty(), List.of(needed.operation()), needed.key());
        ApiAnswer answer = new Proposer(api, items.caller()).propose(order);
        if (!(answer instanceof ApiAnswer.Done done)) {
            throw new Advice(items.caller(), false).refusal(answer);
        }
        ObjectNode structure = Proposer.structure(done.body());
        JsonNode target = done.body().path("operations").path(0);
        structure.set("uid", target.path("uid"));
        structure.set("version", target.path("version"));
        structure.putObject("payload");
        return ToolResults.result(Proposer.lines(done.body()), structure);
    }

    private CallToolResult run(Arguments arguments, Call call, ItemRequests items) {
        var advice = new ItemAdvice(operation, arguments.text(Parameters.UID), items);
        var write = new WriteCall(items, advice, call);
        return switch (operation) {
            case LIST -> new ListCall(items, advice, arguments).run();
            case GET -> new GetCall(items, advice, arguments).run();
            case CREATE -> new CreateCall(items, advice, recent).run(arguments);
            case UPDATE -> write.update(arguments);
            case PATCH -> write.patch(arguments);
            case DELETE -> {
                new Confirmation(items, call).require(arguments.required(Parameters.UID));
                yield write.delete(arguments);
            }
            case ARCHIVE -> write.archive(arguments);
            case PROCESS -> write.process(arguments);
        };
    }
}
