package dev.toolbridge.moving.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The tasks of a list as boxes, each under its parent. So many that they would not fit in memory are written as they
/// come, one after the other.
public final class TaskLines {
    /// The tasks that are nested, in characters.
    public static final int NESTED_MAX = 4 << 20;

    private static final String INDENT = "  ";
    private static final int DEPTH_MAX = 32;

    private final Map<UUID, Entry> kept = new LinkedHashMap<>();
    private int length;

    /// A task and what is below it.
    private record Entry(ViewedItem task, String comments, List<UUID> children) {}

    /// Adds a task. The result is to be written: it is empty unless there are too many.
    ///
    /// @param comments the comments of the task, without an indent
    public String add(ViewedItem task, String comments) {
        if (length < 0) {
            return lines(task, comments, "");
        }
        kept.put(task.uid(), new Entry(task, comments, new ArrayList<>()));
        length += task.payload().toString().length() + comments.length();
        if (length <= NESTED_MAX) {
            return "";
        }
        length = -1;
        String flat = kept.values().stream()
                .map(entry -> lines(entry.task(), entry.comments(), ""))
                .reduce("", String::concat);
        kept.clear();
        return flat;
    }

    /// The tasks that were kept.
    public String rest() {
        var roots = new ArrayList<UUID>();
        for (Entry entry : kept.values()) {
            var parent = entry.task()
                    .uid("parentUid")
                    .filter(uid -> isAbove(uid, entry.task().uid()));
            parent.map(uid -> kept.get(uid).children())
                    .orElse(roots)
                    .add(entry.task().uid());
        }
        var text = new StringBuilder();
        roots.forEach(uid -> write(text, uid, 0));
        return text.toString();
    }

    /// Tells if a task is kept, and not itself below the other one or too deep.
    private boolean isAbove(UUID parent, UUID child) {
        UUID place = parent;
        for (int depth = 0; depth < DEPTH_MAX; depth++) {
            Entry entry = kept.get(place);
            if (entry == null || place.equals(child)) {
                return entry == null && depth > 0;
            }
            if (entry.task().uid("parentUid").isEmpty()) {
                return true;
            }
            place = entry.task().uid("parentUid").get();
        }
        return false;
    }

    private void write(StringBuilder text, UUID uid, int depth) {
        Entry entry = kept.get(uid);
        text.append(lines(entry.task(), entry.comments(), INDENT.repeat(depth)));
        entry.children().forEach(child -> write(text, child, depth + 1));
    }

    private static String lines(ViewedItem task, String comments, String indent) {
        var text = new StringBuilder(indent).append(isDone(task) ? "- [x] " : "- [ ] ");
        text.append(task.line("title"));
        String facts = facts(task);
        if (!facts.isEmpty()) {
            text.append(" (").append(facts).append(')');
        }
        for (JsonNode tag : task.payload().path("tags")) {
            text.append(" #").append(tag.asText().strip().replaceAll("\\s+", "-"));
        }
        text.append('\n');
        String below = task.text("description").stripTrailing();
        text.append(Remarks.indented(below, indent + INDENT));
        return text.append(Remarks.indented(comments, indent + INDENT)).toString();
    }

    private static boolean isDone(ViewedItem task) {
        return task.payload().path("done").asBoolean() || task.text("status").equals("completed");
    }

    private static String facts(ViewedItem task) {
        var facts = new ArrayList<String>();
        String due = task.line("dueAt").isEmpty() ? task.line("dueDate") : task.line("dueAt");
        if (!due.isEmpty()) {
            facts.add("due " + due);
        }
        for (String field : List.of("priority", "status")) {
            String value = task.line(field);
            if (!value.isEmpty() && !value.equals("open") && !value.equals("completed")) {
                facts.add(value.replace('_', ' '));
            }
        }
        return String.join(", ", facts);
    }
}
