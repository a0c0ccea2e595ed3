package dev.toolbridge.tests.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The texts of a schedule: those that the server has acknowledged, and those that somebody replaced who had seen them.
final class Texts {
    private static final List<String> FIELDS = List.of("content", "rationale");
    private static final String MARK = "text-";

    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> replaced = new HashSet<>();
    private final String schedule;
    private int made;

    /// @param schedule its name, which no other has
    Texts(String schedule) {
        this.schedule = schedule;
    }

    String next() {
        return MARK + schedule + "-" + ++made + "-end";
    }

    void acknowledge(ObjectNode fields) {
        of(fields).forEach(acknowledged::add);
    }

    /// A device changes a field, or takes the memory away, whose text it shows.
    void replace(ObjectNode fields, String name) {
        of(fields.deepCopy().retain(name)).forEach(replaced::add);
    }

    void replaceAll(ObjectNode fields) {
        of(fields).forEach(replaced::add);
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    /// The acknowledged texts that nobody took away who had seen them.
    Set<String> kept() {
        var kept = new HashSet<>(acknowledged);
        kept.removeAll(replaced);
        return kept;
    }

    private static Stream<String> of(ObjectNode fields) {
        return FIELDS.stream().map(name -> fields.path(name).asText()).filter(text -> text.startsWith(MARK));
    }
}
