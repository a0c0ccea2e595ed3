package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.moving.reader.ReportCounts;
import dev.toolbridge.service.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// The plan of an import: what a file holds. Nothing is written yet.
///
/// @param format the name of the format
/// @param program the program as people know it
/// @param items the numbers of live items, by the plural of their type
/// @param deleted the numbers of deleted ones
/// @param first the first items, for people
/// @param lines the things that do not come over as they were
public record ImportPlan(
        String format,
        String program,
        SortedMap<String, Long> items,
        SortedMap<String, Long> deleted,
        List<String> first,
        ReportCounts lines) {

    public ImportPlan {
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
        deleted = Collections.unmodifiableSortedMap(new TreeMap<>(deleted));
        first = List.copyOf(first);
    }

    /// The number of items.
    public long total() {
        return sum(items) + sum(deleted);
    }

    /// The plan for programs.
    public ObjectNode json() {
        var json = Json.object().put("format", format).put("program", program);
        items.forEach(json.putObject("items")::put);
        deleted.forEach(json.putObject("deleted")::put);
        first.forEach(json.putArray("first")::add);
        json.set("notAsItWas", ImportReport.subjects(lines));
        return json;
    }

    private static long sum(SequencedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
