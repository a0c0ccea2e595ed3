package dev.toolbridge.moving.calendar;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes a task of a `VTODO` (RFC 5545, section 3.6.2).
final class Todo {
    private static final Map<String, String> STATUSES =
            Map.of("COMPLETED", "completed", "IN-PROCESS", "in_progress", "CANCELLED", "cancelled");
    private static final List<String> FIELDS =
            List.of("RRULE", "RDATE", "EXDATE", "DURATION", "LOCATION", "URL", "CLASS");
    private static final int HIGH_MAX = 4;
    private static final int MEDIUM = 5;

    private Todo() {}

    static void give(Properties todo, String file, String where, ItemOutput items) {
        String uid = todo.text("UID");
        String id = uid.isBlank() ? where + "#" + todo.text("SUMMARY") : uid + suffix(todo);
        if (uid.isBlank()) {
            items.remark("id", where, "it has no UID; its place is taken for one");
        }
        var task = Draft.of("task", id, where)
                .text("title", todo.text("SUMMARY"))
                .text("description", todo.text("DESCRIPTION"))
                .text("priority", priority(todo.text("PRIORITY").strip()))
                .texts(
                        "tags",
                        todo.named("CATEGORIES").stream()
                                .flatMap(list -> list.texts().stream())
                                .toList())
                .created(time(todo, "CREATED"))
                .updated(time(todo, "LAST-MODIFIED").or(() -> time(todo, "DTSTAMP")));
        items.options().into().ifPresent(list -> task.text("taskListUid", list.toString()));
        state(task, todo, items);
        due(task, todo, items);
        related(task, todo, items);
        FIELDS.forEach(name -> task.text(name.toLowerCase(Locale.ROOT), todo.text(name)));
        if (items.give(task)) {
            leftOut(todo, where, items);
        }
    }

    private static String suffix(Properties todo) {
        return todo.first("RECURRENCE-ID").map(one -> "#" + one.value()).orElse("");
    }

    private static String priority(String number) {
        if (!number.matches("[1-9]")) {
            return "";
        }
        int priority = Integer.parseInt(number);
        return priority <= HIGH_MAX ? "high" : priority == MEDIUM ? "medium" : "low";
    }

    private static void state(Draft task, Properties todo, ItemOutput items) {
        String status = todo.text("STATUS").strip().toUpperCase(Locale.ROOT);
        boolean done = status.equals("COMPLETED")
                || (status.isEmpty() && todo.first("COMPLETED").isPresent());
        task.done(done);
        if (!done) {
            task.text("status", STATUSES.getOrDefault(status, "open"));
        }
        String percent = todo.text("PERCENT-COMPLETE").strip();
        if (percent.matches("\\d{1,2}|100")) {
            task.value("percentComplete", IntNode.valueOf(Integer.parseInt(percent)));
        } else if (!percent.isEmpty()) {
            items.remark("percent", task.where(), percent + " is no percentage");
        }
        todo.first("COMPLETED")
                .flatMap(CalendarTime::of)
                .flatMap(CalendarTime::zoned)
                .ifPresent(at -> task.text("completedAt", at));
    }

    private static void due(Draft task, Properties todo, ItemOutput items) {
        todo.first("DUE")
                .ifPresent(due -> CalendarTime.of(due).ifPresentOrElse(moment -> due(task, due, moment, items), () -> {
                    task.text("due_text", due.value());
                    items.remark("date", task.where(), due.value() + " is no date of the years 1 to 9999");
                }));
        todo.first("DTSTART")
                .flatMap(start -> CalendarTime.of(start).map(moment -> moment.zoned()
                        .orElse(moment.time()
                                .map(Object::toString)
                                .orElse(moment.day().toString()))))
                .ifPresent(start -> task.text("start", start));
    }

    private static void due(Draft task, Property due, CalendarTime moment, ItemOutput items) {
        moment.zoned()
                .ifPresentOrElse(
                        at -> task.text("dueAt", at),
                        () -> task.text("dueDate", moment.day().toString()));
        if (moment.time().isPresent() && moment.zone().isEmpty()) {
            task.text("due_text", due.value());
            items.remark("zone", task.where(), "the hour has no zone that is known; only the day is a date");
        }
    }

    private static void related(Draft task, Properties todo, ItemOutput items) {
        var others = new ArrayList<String>();
        for (Property related : todo.named("RELATED-TO")) {
            String kind = related.parameter("RELTYPE").toUpperCase(Locale.ROOT);
            if ((kind.isEmpty() || kind.equals("PARENT")) && !task.has("parentUid")) {
                task.under(items.format(), "parentUid", related.text());
            } else {
                others.add((kind.isEmpty() ? "PARENT" : kind) + " " + related.text());
            }
        }
        task.texts("relatedTo", others);
    }

    private static void leftOut(Properties todo, String where, ItemOutput items) {
        todo.inner().forEach(inner -> items.leftOut(inner.equals("VALARM") ? "reminder" : "component", where, inner));
        todo.named("ATTACH").forEach(file -> items.leftOut("file", where, file.value()));
        todo.named("ATTENDEE").forEach(person -> items.leftOut("attendee", where, person.value()));
    }

    private static Optional<Instant> time(Properties todo, String name) {
        return todo.first(name).flatMap(CalendarTime::of).flatMap(CalendarTime::instant);
    }
}
