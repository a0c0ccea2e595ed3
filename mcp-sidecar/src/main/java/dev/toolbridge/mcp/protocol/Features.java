package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.List;
import java.util.SequencedMap;

/// What the server offers, and the methods that use it: the same in every revision.
///
/// @param implementation how the server names itself
/// @param instructions what an assistant should know before it uses the tools
/// @param tools the tools
public record Features(Implementation implementation, String instructions, ToolSet tools) {

    ServerCapabilities capabilities() {
        return ServerCapabilities.builder().tools(false).build();
    }

    /// The same, narrowed by the query of the address that a client uses.
    public Features narrowed(SequencedMap<String, List<String>> query) {
        return new Features(implementation, instructions, tools.narrowed(query));
    }

    /// Carries out one of the methods.
    ///
    /// @throws ProtocolError if there is no such method, or its parameters are wrong
    ObjectNode answer(Message.Request request, Call call) {
        return switch (request.method()) {
            case "tools/list" -> json(new ListToolsResult(tools.list(call.principal()), null, null));
            case "tools/call" -> callTool(request.parameters(), call);
            default -> throw ProtocolError.methodNotFound(request.method());
        };
    }

    private ObjectNode callTool(ObjectNode parameters, Call call) {
        String name = MethodParameters.text(parameters, "name");
        return tools.call(name, MethodParameters.object(parameters, "arguments"), call)
                .map(Features::json)
                .orElseThrow(() -> ProtocolError.invalidParameters("unknown tool: " + name));
    }

    static ObjectNode json(Object value) {
        return Json.mapper().valueToTree(value);
    }
}
