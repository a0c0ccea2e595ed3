package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.html.FormText;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The use of tenants in a time as a table: its columns, and the ways to other times and orders.
///
/// @param page the answer of the API
public record ActivityView(JsonNode page) {
    /// The figures, as the API and the language files name them.
    public static final List<String> FIGURES = List.of(
            "requests", "tool_calls", "errors", "p95_ms", "people", "assistants", "items", "bytes", "last_write_at");

    /// The times that one may choose.
    public static final List<String> PERIODS = List.of("hour", "day", "month");

    private static final String ADDRESS = "/console/operator/activity";
    private static final String NAME = "slug";
    private static final String DESCENDING = "-";

    /// A column that sorts.
    ///
    /// @param address the page that is sorted by it, the other way round if it is sorted so already
    /// @param order the order as it is now, in the words of `aria-sort`; null for another one
    public record Column(String name, String address, String order, boolean isFigure) {}

    public String by() {
        return page.path("by").asText();
    }

    public String from() {
        return page.path("from").asText();
    }

    public String to() {
        return page.path("to").asText();
    }

    public String sort() {
        return page.path("sort").asText();
    }

    public JsonNode tenants() {
        return page.path("tenants");
    }

    public List<Column> columns() {
        return Stream.concat(Stream.of(NAME), FIGURES.stream())
                .map(this::column)
                .toList();
    }

    private Column column(String name) {
        boolean isUp = sort().equals(name);
        boolean isDown = sort().equals(DESCENDING + name);
        boolean isFigure = !name.equals(NAME);
        boolean isNextDown = isUp || (isFigure && !isDown);
        return new Column(
                name,
                address(by(), from(), isNextDown ? DESCENDING + name : name),
                isUp ? "ascending" : isDown ? "descending" : null,
                isFigure);
    }

    /// The same table for a time of another length, which is now.
    public String of(String period) {
        return ADDRESS + "?by=" + period + "&sort=" + sort();
    }

    public String earlier() {
        return address(by(), Instant.parse(from()).minusSeconds(1).toString(), sort());
    }

    public String later() {
        return address(by(), to(), sort());
    }

    /// Tells if there is a later time: what has not begun has no figures.
    public boolean isPast(Instant now) {
        return !Instant.parse(to()).isAfter(now);
    }

    /// The page after this one; empty if this is the last.
    public String next() {
        return page.path("hasMore").asBoolean()
                ? address(by(), from(), sort()) + "&cursor="
                        + FormText.encoded(page.path("nextCursor").asText())
                : "";
    }

    private static String address(String by, String at, String sort) {
        return ADDRESS + "?by=" + by + "&at=" + FormText.encoded(at) + "&sort=" + sort;
    }
}
