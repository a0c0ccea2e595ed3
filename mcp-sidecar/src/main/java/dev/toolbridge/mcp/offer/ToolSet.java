package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.Principal;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The tools of a server. A tool that is not listed cannot be called either.
public interface ToolSet {

    /// The same tools, narrowed by the query of the address that a client uses.
    ///
    /// @throws ProtocolError if the query is no valid filter
    ToolSet narrowed(SequencedMap<String, List<String>> query);

    /// The same tools as a project has them: those that its plugins choose, whose answers name it.
    default ToolSet within(Binding binding) {
        return this;
    }

    /// Tells if a tool of that name may work on items of the subject, listed or not.
    default boolean admits(String subject, String tool) {
        return offers(tool);
    }

    /// Tells if a tool of that name exists.
    boolean offers(String name);

    /// The tools in their fixed order, without those that the principal may not call.
    List<Tool> list(Principal principal);

    /// Calls a tool; empty when no tool has that name.
    Optional<CallToolResult> call(String name, ObjectNode arguments, Call call);
}
