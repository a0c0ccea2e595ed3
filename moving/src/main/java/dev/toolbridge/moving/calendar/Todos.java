package dev.toolbridge.moving.calendar;

import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.source.SourceMember;
import java.util.Locale;

/// Cuts a calendar into its components while its lines are read.
final class Todos {
    private static final String TASK = "VTODO";

    /// The characters of a component; a longer line is cut behind them.
    static final int LENGTH_MAX = 2 * ItemOutput.BYTES_MAX;

    private final SourceMember file;
    private final ItemOutput items;
    private final StringBuilder open = new StringBuilder();
    private String component = "";
    private int number;

    Todos(SourceMember file, ItemOutput items) {
        this.file = file;
        this.items = items;
    }

    void line(String line) {
        String upper = line.strip().toUpperCase(Locale.ROOT);
        if (component.isEmpty()) {
            begin(upper, line);
            return;
        }
        if (component.equals(TASK) && open.length() <= LENGTH_MAX && !line.isBlank()) {
            open.append(line).append("\r\n");
        }
        if (upper.equals("END:" + component)) {
            finish();
        }
    }

    /// Tells that the file has ended.
    void end() {
        if (!component.isEmpty()) {
            items.refused("file", file.path(), "it ends in the middle of a " + component);
        }
    }

    private void begin(String upper, String line) {
        if (upper.startsWith("BEGIN:") && !upper.equals("BEGIN:VCALENDAR")) {
            component = upper.substring("BEGIN:".length());
            open.setLength(0);
            open.append(line.strip()).append("\r\n");
        }
    }

    private void finish() {
        String where = file.path() + "#" + ++number;
        switch (component) {
            case TASK -> todo(where);
            case "VTIMEZONE" -> number--;
            case "VEVENT" -> items.leftOut("event", where, "an event");
            default -> items.leftOut("component", where, component);
        }
        component = "";
    }

    private void todo(String where) {
        if (open.length() > LENGTH_MAX) {
            items.refused("size", where, "it is larger than 2 MiB");
        } else {
            Properties.of(open.toString())
                    .ifPresentOrElse(
                            properties -> Todo.give(properties, file.path(), where, items),
                            () -> items.refused("task", where, "it is no VTODO that can be read"));
        }
    }
}
