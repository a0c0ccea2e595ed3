package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.query.Spelling;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The columns by which a call counts: fields such as `status`, and times by the day, week and so on, such as
/// `due_date.week`. Every column has a name of ours in the API's answer.
///
/// @param written the columns as the call has them
/// @param inApi the same in the API's spelling
record Columns(List<String> written, List<String> inApi) {
    static final String COUNT = "count";

    private static final Pattern BUCKETED =
            Pattern.compile("(.+)\\.(hour|day|week|month|year)(?:\\(\\))?", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("[^,:()]+", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*|\\d{4}-\\d\\d-\\d\\d[T\\d:.Z]*");
    private static final List<String> WORDS_OF_JSON = List.of("null", "true", "false");
    private static final int VALUE_LENGTH_MAX = 200;

    Columns {
        written = List.copyOf(written);
        inApi = List.copyOf(inApi);
    }

    static Columns of(List<String> written, Spelling spelling) {
        return new Columns(
                written, written.stream().map(column -> inApi(column, spelling)).toList());
    }

    private static String inApi(String column, Spelling spelling) {
        var bucketed = BUCKETED.matcher(column);
        String field = bucketed.matches() ? bucketed.group(1) : column;
        if (!FIELD.matcher(field).matches()) {
            throw new ToolRefusal("Nothing was read: by holds \"%s\"; expected one field each, or a time by hour, day,"
                            .formatted(column)
                    + " week, month or year, such as due_date.week.");
        }
        String name = spelling.inApi(field);
        return bucketed.matches() ? name + "." + bucketed.group(2) + "()" : name;
    }

    /// The API's selection of these columns and the count.
    String selection() {
        return IntStream.range(0, inApi.size())
                .mapToObj(place -> named(place) + ",")
                .collect(Collectors.joining("", "", COUNT + "()"));
    }

    /// Tells if a column is a time by the day and so on: its groups have an order of their own.
    boolean hasTimes() {
        return inApi.stream().anyMatch(column -> column.endsWith("()"));
    }

    /// The column at a place of the selection.
    OptionalInt at(int position) {
        int begin = 0;
        for (int place = 0; place < inApi.size(); place++) {
            int end = begin + named(place).length();
            if (position <= end) {
                return OptionalInt.of(place);
            }
            begin = end + 1;
        }
        return OptionalInt.empty();
    }

    private String named(int place) {
        return name(place) + ":" + inApi.get(place);
    }

    private static String name(int place) {
        return "by" + place;
    }

    /// The values of a group, in the order of the columns.
    List<JsonNode> values(JsonNode group) {
        return IntStream.range(0, written.size())
                .mapToObj(place -> group.path(name(place)))
                .map(value -> value.isTextual()
                        ? Json.mapper().getNodeFactory().textNode(StoredText.cut(value.textValue(), VALUE_LENGTH_MAX))
                        : value)
                .toList();
    }

    /// A group as a line: `status=open, due_date.week=2026-03-02: 3`.
    String line(JsonNode group) {
        List<JsonNode> values = values(group);
        var parts = new ArrayList<String>();
        for (int place = 0; place < values.size(); place++) {
            parts.add(written.get(place) + "=" + word(values.get(place)));
        }
        return (parts.isEmpty() ? COUNT : String.join(", ", parts)) + ": "
                + group.path(COUNT).asLong();
    }

    /// A stored text that is no single word stands in quotation marks, so that it cannot pass for another line.
    private static String word(JsonNode value) {
        boolean isPlain = value.isTextual()
                && PLAIN.matcher(value.textValue()).matches()
                && !WORDS_OF_JSON.contains(value.textValue());
        return isPlain ? value.textValue() : StoredText.line(value);
    }
}
