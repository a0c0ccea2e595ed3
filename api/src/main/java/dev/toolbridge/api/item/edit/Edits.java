package dev.toolbridge.api.item.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.error.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Edits of the texts of one item, each of the result of those before it: all are made, or none.
public record Edits(List<ExactEdit> edits) {

    /// The member of a request that holds them.
    public static final String EDITS = "edits";

    public static final int EDITS_MAX = 50;

    /// The longest text to look for, in characters (UTF-16).
    public static final int FIND_MAX = 65_536;

    public static final int COUNT_MAX = 1_000;
    public static final int FIELD_MAX = 200;
    public static final int HEADINGS_MAX = 20;

    public Edits {
        edits = List.copyOf(edits);
    }

    /// Reads the object `{"edits":[…]}`.
    ///
    /// @throws Refusal `invalid_field` with the place of the fault
    public static Edits read(ObjectNode body) {
        return EditReader.read(body);
    }

    /// The names of the fields that they change.
    public Set<String> fields() {
        return edits.stream().map(ExactEdit::field).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Makes the edits in these fields.
    ///
    /// @throws Refusal `edit_missed` if one of them does not fit; some may have been made then
    public void apply(ObjectNode item) {
        for (int index = 0; index < edits.size(); index++) {
            ExactEdit edit = edits.get(index);
            JsonNode value = item.path(edit.field());
            var miss = new Miss(index, edit);
            if (!value.isTextual()) {
                throw miss.noText(value);
            }
            item.put(edit.field(), edited(edit, value.textValue(), miss));
        }
    }

    private static String edited(ExactEdit edit, String text, Miss miss) {
        return switch (edit) {
            case ExactEdit.Append append -> text + append.text();
            case ExactEdit.Prepend prepend -> prepend.text() + text;
            case ExactEdit.Before before -> {
                int place = only(before.find(), text, miss);
                yield text.substring(0, place) + before.text() + text.substring(place);
            }
            case ExactEdit.After after -> {
                int place = only(after.find(), text, miss) + after.find().length();
                yield text.substring(0, place) + after.text() + text.substring(place);
            }
            case ExactEdit.Replace replace -> replaced(replace, text, miss);
            case ExactEdit.Section section -> Sections.of(text).replaced(section, miss);
        };
    }

    private static int only(String find, String text, Miss miss) {
        return places(find, 1, text, miss).getFirst();
    }

    private static String replaced(ExactEdit.Replace edit, String text, Miss miss) {
        var replaced = new StringBuilder(text.length() + edit.text().length());
        int begin = 0;
        for (int place : places(edit.find(), edit.count(), text, miss)) {
            replaced.append(text, begin, place).append(edit.text());
            begin = place + edit.find().length();
        }
        return replaced.append(text, begin, text.length()).toString();
    }

    private static List<Integer> places(String find, int count, String text, Miss miss) {
        Occurrences occurrences = Occurrences.of(find, text);
        if (occurrences.count() != count) {
            throw miss.of(occurrences, count, text);
        }
        if (occurrences.areOverlapping()) {
            throw miss.overlapping(occurrences, text);
        }
        return occurrences.places();
    }
}
