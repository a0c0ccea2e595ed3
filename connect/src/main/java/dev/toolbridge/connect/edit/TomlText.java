package dev.toolbridge.connect.edit;

import dev.toolbridge.connect.edit.TomlReader.Header;
import dev.toolbridge.connect.edit.TomlReader.Setting;
import dev.toolbridge.connect.edit.TomlReader.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A settings file in TOML. Each change makes a new text, in which all else stays as it is.
public final class TomlText {
    private final String text;
    private final List<Statement> statements;

    private TomlText(String text) {
        this.text = text;
        this.statements = TomlReader.read(text);
    }

    /// Reads a text.
    ///
    /// @throws UnreadableText if it is no TOML
    public static TomlText of(String text) {
        return new TomlText(text);
    }

    public String text() {
        return text;
    }

    /// The settings of a table with their values as they are written; empty if it has no header.
    public Optional<SequencedMap<String, String>> find(List<String> table) {
        return header(table).map(header -> {
            var values = new LinkedHashMap<String, String>();
            settings(header)
                    .forEach(setting -> values.put(
                            String.join(".", setting.path()), text.substring(setting.valueStart(), setting.end())));
            return values;
        });
    }

    /// The text with a table that has these settings, beside others that it has.
    ///
    /// @param values the settings as they are written in TOML
    /// @throws UnreadableText if the table is written in another form than under its header
    public TomlText with(List<String> table, Map<String, String> values) {
        refuseOtherForms(table);
        Optional<Header> present = header(table);
        if (present.isEmpty()) {
            return appended(table, values);
        }
        TomlText changed = this;
        for (Map.Entry<String, String> value : values.entrySet()) {
            changed = changed.with(table, value.getKey(), value.getValue());
        }
        return changed;
    }

    private TomlText with(List<String> table, String name, String value) {
        Header header = header(table).orElseThrow();
        List<Setting> settings = settings(header);
        Optional<Setting> present = settings.stream()
                .filter(setting -> setting.path().equals(List.of(name)))
                .findFirst();
        if (present.isPresent()) {
            return spliced(present.get().valueStart(), present.get().end(), value);
        }
        int line =
                lineEnd(settings.isEmpty() ? header.end() : settings.getLast().end());
        return spliced(line, line, newline() + name + " = " + value);
    }

    private TomlText appended(List<String> table, Map<String, String> values) {
        var addition = new StringBuilder();
        if (!text.isEmpty()) {
            addition.append(text.endsWith("\n") ? "" : newline()).append(newline());
        }
        addition.append('[').append(String.join(".", table)).append(']').append(newline());
        values.forEach((name, value) ->
                addition.append(name).append(" = ").append(value).append(newline()));
        return new TomlText(text + addition);
    }

    /// A table that is an inline value, or made of dotted names, has no header to write under.
    private void refuseOtherForms(List<String> table) {
        for (Statement statement : statements) {
            List<String> whole = statement.whole();
            boolean isValueAbove = statement instanceof Setting && startsWith(table, whole);
            boolean isDotted = statement instanceof Setting setting
                    && startsWith(whole, table)
                    && !setting.table().equals(table)
                    && !startsWith(setting.table(), table);
            boolean isArray = statement instanceof Header header && header.isArray() && startsWith(table, whole);
            if (isValueAbove || isDotted || isArray) {
                throw UnreadableText.at(
                        text, statement.start(), "[" + String.join(".", table) + "] as a table with a header");
            }
        }
    }

    private static boolean startsWith(List<String> path, List<String> beginning) {
        return path.size() >= beginning.size()
                && path.subList(0, beginning.size()).equals(beginning);
    }

    /// The text without these settings of a table, and without its header if nothing else is below it.
    public TomlText without(List<String> table, List<String> names) {
        TomlText changed = this;
        for (String name : names) {
            changed = changed.withoutSetting(table, name);
        }
        return changed.withoutEmpty(table);
    }

    private TomlText withoutSetting(List<String> table, String name) {
        return header(table)
                .flatMap(header -> settings(header).stream()
                        .filter(setting -> setting.path().equals(List.of(name)))
                        .findFirst())
                .map(setting -> withoutLines(setting.start(), setting.end()))
                .orElse(this);
    }

    private TomlText withoutEmpty(List<String> table) {
        return header(table)
                .filter(header -> settings(header).isEmpty())
                .map(header -> withoutLines(header.start(), header.end()))
                .orElse(this);
    }

    /// Removes whole lines, and an empty line in front of a table that was the last.
    private TomlText withoutLines(int start, int end) {
        int from = text.lastIndexOf('\n', start - 1) + 1;
        int to = Math.min(text.length(), lineEnd(end) + newlineAt(lineEnd(end)));
        boolean isLast = text.substring(to).isBlank();
        while (isLast
                && text.charAt(start) == '['
                && from >= 2
                && text.substring(0, from).endsWith("\n" + newline())) {
            from -= newline().length();
        }
        return spliced(from, to, "");
    }

    private Optional<Header> header(List<String> table) {
        return statements.stream()
                .filter(Header.class::isInstance)
                .map(Header.class::cast)
                .filter(header -> !header.isArray() && header.whole().equals(table))
                .findFirst();
    }

    private List<Setting> settings(Header header) {
        var settings = new ArrayList<Setting>();
        for (int index = statements.indexOf(header) + 1;
                index < statements.size() && statements.get(index) instanceof Setting setting;
                index++) {
            settings.add(setting);
        }
        return settings;
    }

    private TomlText spliced(int start, int end, String replacement) {
        return new TomlText(text.substring(0, start) + replacement + text.substring(end));
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        if (end < 0) {
            return text.length();
        }
        return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private int newlineAt(int index) {
        return text.startsWith("\r\n", index) ? 2 : 1;
    }

    private String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }
}
