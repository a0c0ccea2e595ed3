package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.offer.Call;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Optional;

/// Carries out calls of a tool.
@FunctionalInterface
public interface ToolCall {

    /// The result of a call whose arguments are checked.
    ///
    /// @param narrowing the part of the workspace that the address shows
    /// @throws ToolRefusal if the call is not carried out
    CallToolResult run(Arguments arguments, Call call, Narrowing narrowing);

    /// The page on which a client can show the results, if the tool has one.
    default Optional<ToolPage> page() {
        return Optional.empty();
    }

    /// Tells if the tool is about a project, so that only connections to one have it.
    default boolean needsProject() {
        return false;
    }
}
