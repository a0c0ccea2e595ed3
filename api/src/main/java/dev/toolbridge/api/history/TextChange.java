package dev.toolbridge.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.text.Hunk;
import dev.toolbridge.api.text.Lines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The change of a field that is text before and after.
public sealed interface TextChange {

    /// The largest text that is compared by lines, in characters (UTF-16).
    int CHARACTERS_MAX = 262_144;

    /// The places at which the texts differ.
    record Hunks(List<Hunk> hunks) implements TextChange {

        public Hunks {
            hunks = List.copyOf(hunks);
        }
    }

    /// One of the texts is too large to be compared by lines.
    record Omitted() implements TextChange {}

    /// The changed texts of two objects by the names of their fields.
    static SequencedMap<String, TextChange> between(ObjectNode from, ObjectNode to, Difference difference) {
        var lines = new Lines();
        var texts = new LinkedHashMap<String, TextChange>();
        for (String name : difference.changed()) {
            JsonNode before = from.path(name);
            JsonNode after = to.path(name);
            if (before.isTextual() && after.isTextual()) {
                texts.put(name, of(before.textValue(), after.textValue(), lines));
            }
        }
        return texts;
    }

    private static TextChange of(String from, String to, Lines lines) {
        return Math.max(from.length(), to.length()) > CHARACTERS_MAX ? new Omitted() : new Hunks(lines.hunks(from, to));
    }
}
