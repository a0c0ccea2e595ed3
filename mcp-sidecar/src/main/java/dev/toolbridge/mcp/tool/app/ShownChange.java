package dev.toolbridge.mcp.tool.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolPage;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes an item, and shows the list as it is then.
///
/// @param change changes the item
/// @param list shows the list
record ShownChange(ToolEntry change, ShownList list) implements ToolCall {

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        Arguments limited = ShownList.limited(arguments);
        var outcome = PlainResult.of(change.call().run(arguments, call, narrowing));
        PlainResult items = itemsNow(limited, call, narrowing);
        ObjectNode structure = items.structure();
        structure.set("outcome", outcome.structure());
        return ToolResults.result(
                Stream.concat(UiFormat.remark(arguments).stream(), Stream.of(outcome.text(), items.text()))
                        .toList(),
                structure);
    }

    @Override
    public Optional<ToolPage> page() {
        return list.page();
    }

    /// The list; the change is done, so a list that cannot be read is no refusal.
    private PlainResult itemsNow(Arguments arguments, Call call, Narrowing narrowing) {
        String heading =
                "What follows is the answer of %s_ui.".formatted(list.list().name());
        try {
            PlainResult items = list.items(arguments, call, narrowing);
            return new PlainResult(heading + "\n" + items.text(), items.structure());
        } catch (ToolRefusal refusal) {
            ObjectNode none = list.told(StoredText.marked());
            none.putArray("items");
            none.put("hasMore", false);
            return new PlainResult(heading + "\n" + refusal.getMessage(), none);
        }
    }
}
