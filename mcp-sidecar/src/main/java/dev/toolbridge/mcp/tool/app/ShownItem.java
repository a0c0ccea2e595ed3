package dev.toolbridge.mcp.tool.app;

import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolPage;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows one item on its page.
///
/// @param shown the page
/// @param get reads the item
record ShownItem(ToolPage shown, ToolEntry get) implements ToolCall {

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var item = PlainResult.of(get.call().run(arguments, call, narrowing));
        return ToolResults.result(
                Stream.concat(UiFormat.remark(arguments).stream(), Stream.of(item.text()))
                        .toList(),
                item.structure().put("entity", get.subject()));
    }

    @Override
    public Optional<ToolPage> page() {
        return Optional.of(shown);
    }
}
