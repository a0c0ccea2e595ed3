package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.stored.StoredText;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;

/// A tool call that is not carried out. The text says what was wrong, what was expected, and what to do next; it is
/// the tool's result, for the assistant to act on.
public final class ToolRefusal extends RuntimeException {
    private static final int LENGTH_MAX = 2_000;

    public ToolRefusal(String text) {
        super(text, null, false, false);
    }

    /// Refusals quote the API and its journal, which quote what was stored.
    CallToolResult result() {
        return CallToolResult.builder()
                .addTextContent(StoredText.inline(getMessage(), LENGTH_MAX))
                .isError(true)
                .build();
    }
}
