package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.stored.StoredText;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.function.Supplier;

/// A tool call that is not carried out. The text names the mistake, the expected form and the next step; it is
/// the tool's result, for the assistant to act on.
public final class ToolRefusal extends RuntimeException {
    private static final int LENGTH_MAX = 2_000;

    public ToolRefusal(String text) {
        super(text, null, false, false);
    }

    /// The same with the present day, where a day was meant.
    ToolRefusal onDay(Supplier<Today> today) {
        return Kind.isMissedIn(getMessage())
                ? new ToolRefusal(getMessage() + " (" + today.get().sentence() + ")")
                : this;
    }

    /// The refusal as a marked result: it quotes the API and its journal, which quote stored data.
    CallToolResult result() {
        return CallToolResult.builder()
                .addTextContent(StoredText.inline(getMessage(), LENGTH_MAX))
                .isError(true)
                .build();
    }
}
