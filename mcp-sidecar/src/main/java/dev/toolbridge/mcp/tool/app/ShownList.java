package dev.toolbridge.mcp.tool.app;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolPage;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows a list of items on its page.
///
/// @param shown the page
/// @param list reads the list
/// @param actions the actions that the page offers for an item
record ShownList(ToolPage shown, ToolEntry list, List<String> actions) implements ToolCall {
    static final String LIMIT = "limit";

    private static final int LIMIT_DEFAULT = 20;
    private static final int LIMIT_MAX = 100;

    ShownList {
        actions = List.copyOf(actions);
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        PlainResult items = items(limited(arguments), call, narrowing);
        return ToolResults.result(
                Stream.concat(UiFormat.remark(arguments).stream(), Stream.of(items.text()))
                        .toList(),
                items.structure());
    }

    @Override
    public Optional<ToolPage> page() {
        return Optional.of(shown);
    }

    /// The list, with arguments whose limit is known to be right.
    PlainResult items(Arguments arguments, Call call, Narrowing narrowing) {
        var items = PlainResult.of(list.call().run(arguments, call, narrowing));
        return new PlainResult(items.text(), told(items.structure()));
    }

    /// The structure with the facts that the page needs beside the items.
    ObjectNode told(ObjectNode structure) {
        structure.put("entity", list.subject());
        actions.forEach(structure.putArray("actions")::add);
        return structure;
    }

    /// The arguments with a limit.
    ///
    /// @throws ToolRefusal if the limit is out of range
    static Arguments limited(Arguments arguments) {
        long limit = arguments.whole(LIMIT).orElse(LIMIT_DEFAULT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new ToolRefusal("Nothing was done: limit must be a whole number from 1 to " + LIMIT_MAX + ".");
        }
        return arguments.with(LIMIT, LongNode.valueOf(limit));
    }
}
