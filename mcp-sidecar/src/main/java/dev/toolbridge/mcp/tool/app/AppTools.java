package dev.toolbridge.mcp.tool.app;

import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolPage;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tools with a page. An address lists them with `?ui=true`.
public final class AppTools {

    private AppTools() {}

    /// The names of the tools whose results that page shows.
    public static List<String> names(AppPage page) {
        Stream<String> items = Arrays.stream(ItemTool.values())
                .filter(tool -> tool.page() == page)
                .map(ItemTool::toolName);
        Stream<String> edits =
                page == AppPage.REVIEW ? Arrays.stream(EditAction.values()).map(EditAction::toolName) : Stream.empty();
        return Stream.concat(items, edits).toList();
    }

    /// The tools, in the order of the list.
    ///
    /// @param table the tools without a page
    public static List<ToolEntry> of(Collection<ToolEntry> table, ToolContext context) {
        var plain = table.stream().collect(Collectors.toUnmodifiableMap(ToolEntry::name, Function.identity()));
        Stream<ToolEntry> items = Arrays.stream(ItemTool.values()).map(tool -> tool.entry(plain));
        Stream<ToolEntry> edits = Arrays.stream(EditAction.values()).map(tool -> tool.entry(context.api()));
        return Stream.concat(items, edits).toList();
    }

    static ToolPage page(AppPage page, boolean isForPeople, String plain) {
        return new ToolPage(page.uri(), isForPeople, plain);
    }
}
