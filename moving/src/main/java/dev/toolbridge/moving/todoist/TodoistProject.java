package dev.toolbridge.moving.todoist;

import dev.toolbridge.moving.csv.Rows;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.SourceUid;
import dev.toolbridge.moving.source.SourceMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// A project while its rows are read. A row has no id there: its words, and which of those with the same words it is,
/// are the id.
final class TodoistProject implements Rows.Taker {
    private static final Pattern NUMBER = Pattern.compile(" ?\\[\\d+\\]$");
    private static final Pattern LABEL = Pattern.compile("(?<!\\S)@(\\S+)");
    private static final Pattern FILE = Pattern.compile("\\[\\[file \\{.{0,4000}?\"file_name\":\\s?\"([^\"]{1,500})\"");
    private static final Map<String, String> PRIORITIES = Map.of("1", "urgent", "2", "high", "3", "medium");
    private static final int DEPTH_MAX = 20;

    /// The rows whose words are remembered.
    private static final int ROWS_MAX = 100_000;

    private final SourceMember file;
    private final ItemOutput items;
    private final List<String> above = new ArrayList<>();
    private final Map<UUID, Integer> counts = new HashMap<>();
    private String section = "";

    TodoistProject(SourceMember file, ItemOutput items) {
        this.file = file;
        this.items = items;
    }

    void begin() {
        if (items.options().into().isEmpty()) {
            String name = file.name().substring(0, file.name().length() - ".csv".length());
            items.give(Draft.of("task_list", file.path(), file.path())
                    .text("title", NUMBER.matcher(name).replaceFirst("")));
        }
    }

    @Override
    public void take(SequencedMap<String, String> row, int number) {
        String where = file.path() + "#" + number;
        if (counts.size() >= ROWS_MAX) {
            items.refused("row", where, "a project has more than " + ROWS_MAX + " rows");
            return;
        }
        switch (row.getOrDefault("TYPE", "").strip().toLowerCase(Locale.ROOT)) {
            case "task" -> task(row, where);
            case "section" -> section = row.getOrDefault("CONTENT", "").strip();
            case "note" -> note(row, where);
            case "meta", "" -> {}
            default -> items.refused("row", where, "its type is " + row.get("TYPE"));
        }
    }

    private void task(SequencedMap<String, String> row, String where) {
        String content = row.getOrDefault("CONTENT", "");
        String id = id("task", content);
        var labels = new LinkedHashSet<String>();
        LABEL.matcher(content).results().forEach(label -> labels.add(label.group(1)));
        String title =
                LABEL.matcher(content).replaceAll("").replaceAll(" {2,}", " ").strip();
        var task = Draft.of("task", id, where)
                .text("title", title.isEmpty() ? content.strip() : title)
                .text("description", row.getOrDefault("DESCRIPTION", ""))
                .text(
                        "priority",
                        PRIORITIES.getOrDefault(row.getOrDefault("PRIORITY", "").strip(), ""))
                .texts("tags", labels)
                .text("section", section)
                .done(false);
        place(task, depth(row.get("INDENT")), id);
        dates(task, row);
        rest(task, row);
        items.give(task);
    }

    private void place(Draft task, int depth, String id) {
        items.options()
                .into()
                .ifPresentOrElse(
                        list -> task.text("taskListUid", list.toString()),
                        () -> task.under(items.format(), "taskListUid", file.path()));
        while (above.size() >= depth) {
            above.removeLast();
        }
        if (!above.isEmpty()) {
            task.under(items.format(), "parentUid", above.getLast());
        }
        above.add(id);
    }

    private static void dates(Draft task, SequencedMap<String, String> row) {
        String due = row.getOrDefault("DATE", "").strip();
        task.text("due_text", due);
        DueText.day(due).ifPresent(day -> task.text("dueDate", day.toString()));
        String deadline = row.getOrDefault("DEADLINE", "").strip();
        task.text("deadline", DueText.day(deadline).map(Object::toString).orElse(deadline));
    }

    private static void rest(Draft task, SequencedMap<String, String> row) {
        task.text("author", row.getOrDefault("AUTHOR", ""))
                .text("responsible", row.getOrDefault("RESPONSIBLE", ""))
                .text("timezone", row.getOrDefault("TIMEZONE", ""));
        if (row.containsKey("DURATION") && !row.get("DURATION").equals("None")) {
            task.text("duration", (row.get("DURATION") + " " + row.getOrDefault("DURATION_UNIT", "")).strip());
        }
    }

    private void note(SequencedMap<String, String> row, String where) {
        String content = row.getOrDefault("CONTENT", "");
        FILE.matcher(content).results().forEach(name -> items.leftOut("file", where, name.group(1)));
        if (above.isEmpty()) {
            items.leftOut("comment", where, content);
            return;
        }
        items.give(Draft.of("comment", id("note", content), where)
                .text("content", content)
                .text("author", row.getOrDefault("AUTHOR", ""))
                .text("parentType", "task")
                .under(items.format(), "parentUid", above.getLast()));
    }

    private String id(String kind, String content) {
        String name = file.path() + "#" + kind + "-" + content;
        return name + "-" + counts.merge(SourceUid.of(items.format(), name), 1, Integer::sum);
    }

    private int depth(String indent) {
        boolean known = indent != null && indent.strip().matches("[1-9]\\d?");
        return known ? Math.min(Integer.parseInt(indent.strip()), Math.min(above.size() + 1, DEPTH_MAX)) : 1;
    }
}
