package dev.toolbridge.api.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Puts tables after those that they refer to.
///
/// @param references the tables that a table refers to
record ReferenceOrder(Map<String, List<String>> references) {

    <T> SequencedMap<String, T> sorted(SequencedMap<String, T> tables) {
        var sorted = new LinkedHashMap<String, T>();
        tables.keySet().forEach(table -> add(table, tables, sorted));
        return sorted;
    }

    /// Tables that refer to each other in a circle cannot be put in order; ours do not.
    private <T> void add(String table, Map<String, T> tables, Map<String, T> sorted) {
        if (!sorted.containsKey(table) && tables.containsKey(table)) {
            references.getOrDefault(table, List.of()).forEach(other -> add(other, tables, sorted));
            sorted.put(table, tables.get(table));
        }
    }
}
