package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.api.OnBehalf;
import dev.toolbridge.mcp.protocol.Call;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import org.slf4j.MDC;

/// One tool: an operation on the items of a type.
///
/// @param type the type of the items
/// @param operation what is done with them
/// @param parameters the arguments that it takes
/// @param definition what clients see of it
record EntityTool(EntityType type, Operation operation, List<Parameter> parameters, Tool definition) {

    static EntityTool of(EntityType type, Operation operation) {
        List<Parameter> parameters = Parameters.of(operation, type);
        var definition = Tool.builder(operation.toolName(type), Schemas.input(parameters))
                .title(operation.title(type))
                .description(operation.description(type))
                .outputSchema(operation == Operation.LIST ? Schemas.list() : Schemas.item())
                .annotations(operation.annotations(type))
                .build();
        return new EntityTool(type, operation, parameters, definition);
    }

    String name() {
        return definition.name();
    }

    /// The scope that a token must leave room for.
    String scope() {
        return type.plural() + ":" + operation.right();
    }

    /// Calls the tool. What goes wrong is a result as well: the assistant can read it.
    CallToolResult call(ObjectNode given, Call call, Workspace workspace) {
        try {
            return run(Arguments.check(parameters, given), call, workspace);
        } catch (ToolRefusal refusal) {
            return ToolResults.refusal(refusal.getMessage());
        }
    }

    private CallToolResult run(Arguments arguments, Call call, Workspace workspace) {
        MDC.put("tool", name());
        call.run().ifPresent(run -> MDC.put("run", run));
        var items = new ItemRequests(type, workspace.api(), OnBehalf.of(call, name()));
        var advice = new Advice(operation, arguments.text(Parameters.UID), items);
        var write = new WriteCall(items, advice, call);
        return switch (operation) {
            case LIST -> new ListCall(items, advice, arguments).run();
            case GET -> new GetCall(items, advice, arguments).run();
            case CREATE -> new CreateCall(items, advice, workspace.recent(), call).run(arguments);
            case UPDATE -> write.update(arguments);
            case PATCH -> write.patch(arguments);
            case DELETE -> {
                new Confirmation(items, call).require(arguments.uid());
                yield write.delete(arguments);
            }
            case ARCHIVE -> write.archive(arguments);
            case PROCESS -> write.process(arguments);
        };
    }
}
