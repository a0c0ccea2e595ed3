package dev.toolbridge.mcp.tool.app;

import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.Schemas;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolDefinition;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolPage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The tools that show items on a page. Each does what its plain tool does; a change shows the list behind it.
enum ItemTool {
    LIST_NOTES_UI("list_notes", "list_notes"),
    SHOW_NOTE_UI("get_note", "list_notes"),
    DELETE_NOTE_UI("delete_note", "list_notes"),
    LIST_TASKS_UI("list_tasks", "list_tasks"),
    SHOW_TASK_UI("get_task", "list_tasks"),
    PROCESS_TASK_UI("process_task", "list_tasks"),
    ARCHIVE_TASK_UI("archive_task", "list_tasks");

    private static final Parameter LIMIT = Parameter.optional(ShownList.LIMIT, Kind.WHOLE);
    private static final Parameter DELETED = Parameter.optional("include_deleted", Kind.FLAG);
    private static final List<String> KEPT = List.of("uid", "action");

    private final String plain;
    private final String list;

    ItemTool(String plain, String list) {
        this.plain = plain;
        this.list = list;
    }

    String toolName() {
        return name().toLowerCase(Locale.ROOT);
    }

    AppPage page() {
        return plain.startsWith("get_") ? AppPage.ITEM : AppPage.LIST;
    }

    /// The tool, made of those of the table.
    ToolEntry entry(Map<String, ToolEntry> table) {
        ToolEntry done = table.get(plain);
        var definition = new ToolDefinition(
                toolName(),
                done.definition().title() + (isChange() ? ", then list" : " on a page"),
                done.definition().description().replace(".", isChange() ? ", then list on a page." : " on a page."),
                parameters(done).toList(),
                page() == AppPage.ITEM ? Schemas.item() : Schemas.list());
        return new ToolEntry(definition, done.subject(), done.scope(), done.effect(), call(table));
    }

    private ToolCall call(Map<String, ToolEntry> table) {
        ToolPage page = AppTools.page(page(), false, plain);
        if (page() == AppPage.ITEM) {
            return new ShownItem(page, table.get(plain));
        }
        var listed = new ShownList(page, table.get(list), actions(table));
        return isList() ? listed : new ShownChange(table.get(plain), listed);
    }

    private Stream<Parameter> parameters(ToolEntry done) {
        Stream<Parameter> own =
                done.definition().parameters().stream().filter(parameter -> KEPT.contains(parameter.name()));
        Stream<Parameter> paging = isList()
                ? Stream.of(LIMIT, Parameter.optional("cursor", Kind.TEXT), DELETED)
                : page() == AppPage.ITEM ? Stream.of(DELETED) : Stream.of(LIMIT, DELETED);
        return Stream.of(own, paging, Stream.of(UiFormat.PARAMETER)).flatMap(part -> part);
    }

    private boolean isChange() {
        return page() == AppPage.LIST && !isList();
    }

    private boolean isList() {
        return plain.equals(list);
    }

    /// The actions that the page offers for an item of the list.
    private List<String> actions(Map<String, ToolEntry> table) {
        return list.equals("list_tasks")
                ? table.get("process_task").definition().parameters().stream()
                        .flatMap(parameter -> parameter.oneOf().stream())
                        .toList()
                : List.of();
    }
}
