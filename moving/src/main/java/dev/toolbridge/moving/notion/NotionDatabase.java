package dev.toolbridge.moving.notion;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.moving.csv.Rows;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.SourceFields;
import dev.toolbridge.moving.reader.SourceUid;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.SourceMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// A database: a table, and a folder of the same name with the pages of its rows.
final class NotionDatabase {
    /// The rows without a page whose titles are remembered.
    private static final int ROWS_MAX = 100_000;

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final SourceMember table;
    private final NotionPages pages;
    private final ItemOutput items;
    private final String folder;
    private final Map<UUID, Integer> counts = new HashMap<>();
    private NotionColumns columns = new NotionColumns(List.of());

    NotionDatabase(SourceMember table, NotionPages pages, ItemOutput items) {
        this.table = table;
        this.pages = pages;
        this.items = items;
        String parent = PageName.folder(table.folder());
        String name = PageName.title(table.name());
        this.folder = parent.isEmpty() ? name : parent + "/" + name;
    }

    void read() {
        try {
            columns = new NotionColumns(Rows.header(table));
        } catch (IOException unreadable) {
            items.refused("file", table.path(), "it cannot be read");
            return;
        }
        Rows.read(table, items, this::row);
    }

    private void row(SequencedMap<String, String> row, int number) {
        if (counts.size() >= ROWS_MAX) {
            items.refused("row", table.path() + "#" + number, "a table has more than " + ROWS_MAX + " rows");
            return;
        }
        String title = row.getOrDefault(columns.title(), "").strip();
        boolean task = items.options().tasks()
                && columns.status().isPresent()
                && columns.date().isPresent();
        String type = task ? "task" : "note";
        Optional<SourceMember> page = pages.take(folder, title.isEmpty() ? "Untitled" : title);
        Draft draft = page.map(file -> pages.draft(type, file)).orElseGet(() -> unpaged(type, title, number));
        draft.text("title", title.isEmpty() ? "Untitled" : title).text("database", PageName.title(table.name()));
        if (task) {
            state(draft, row);
        }
        fields(draft, row);
        if (page.isEmpty()) {
            items.give(draft);
        } else {
            TextFile.read(page.get(), items)
                    .ifPresent(text ->
                            pages.give(page.get(), draft, PageText.of(text).withoutProperties()));
        }
    }

    private Draft unpaged(String type, String title, int number) {
        String name = NotionPages.id(table.path()) + "#" + title;
        int same = counts.merge(SourceUid.of(items.format(), name), 1, Integer::sum);
        return Draft.of(type, name + "-" + same, table.path() + "#" + number);
    }

    private void state(Draft task, SequencedMap<String, String> row) {
        String status =
                row.getOrDefault(columns.status().orElseThrow(), "").strip().toLowerCase(Locale.ROOT);
        task.done(NotionColumns.DONE.contains(status));
        if (NotionColumns.STARTED.contains(status)) {
            task.text("status", "in_progress");
        }
        String date = row.getOrDefault(columns.date().orElseThrow(), "");
        NotionDate.day(date).ifPresent(day -> task.text("dueDate", day.toString()));
        task.text("due_text", date);
        items.options().into().ifPresent(list -> task.text("taskListUid", list.toString()));
    }

    private void fields(Draft draft, SequencedMap<String, String> row) {
        var tags = new ArrayList<String>();
        row.forEach((column, value) -> {
            String name = column.toLowerCase(Locale.ROOT);
            if (name.equals("tags")) {
                COMMA.splitAsStream(value.strip()).forEach(tags::add);
            } else if (!column.equals(columns.title())) {
                SourceFields.add(draft, column, TextNode.valueOf(value));
            }
            if (name.equals("created") || name.equals("created time")) {
                draft.created(NotionDate.time(value));
            } else if (name.equals("last edited time") || name.equals("last edited")) {
                draft.updated(NotionDate.time(value));
            }
        });
        draft.texts("tags", tags);
    }
}
