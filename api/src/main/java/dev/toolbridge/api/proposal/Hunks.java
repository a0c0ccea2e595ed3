package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.history.Difference;
import dev.toolbridge.api.history.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Divides changes into hunks: texts by their lines, other fields one by one. The same changes have the same hunks.
final class Hunks {
    private static final String ID = "h";

    private int count;

    private Hunks() {}

    /// The hunks of each change. Their ids are counted through all changes.
    static List<List<ProposedHunk>> of(List<ProposedChange> changes) {
        var hunks = new Hunks();
        return changes.stream().map(hunks::ofOne).toList();
    }

    private List<ProposedHunk> ofOne(ProposedChange change) {
        if (change.isWhole()) {
            return List.of(named(new ProposedHunk.Whole(change.verb(), values(change.before(), change.after()))));
        }
        var difference = Difference.between(change.before(), change.after());
        SequencedMap<String, TextChange> texts = TextChange.between(change.before(), change.after(), difference);
        var hunks = new ArrayList<ProposedHunk>();
        for (String field : difference.changed()) {
            switch (texts.get(field)) {
                case TextChange.Hunks changed ->
                    changed.hunks().forEach(hunk -> hunks.add(named(new ProposedHunk.Lines(field, hunk))));
                case TextChange.Omitted _ -> hunks.add(named(value(field, change.before(), change.after())));
                case null -> hunks.add(named(value(field, change.before(), change.after())));
            }
        }
        return hunks;
    }

    private ProposedHunk named(ProposedHunk.Part part) {
        count++;
        return new ProposedHunk(ID + count, part);
    }

    private static List<ProposedHunk.Value> values(ObjectNode before, ObjectNode after) {
        return fields(before, after)
                .filter(field -> !before.path(field).equals(after.path(field)))
                .map(field -> value(field, before, after))
                .toList();
    }

    private static ProposedHunk.Value value(String field, ObjectNode before, ObjectNode after) {
        return new ProposedHunk.Value(
                field, Optional.ofNullable(before.get(field)), Optional.ofNullable(after.get(field)));
    }

    /// The part of an object with these fields.
    static ObjectNode only(List<String> fields, ObjectNode object) {
        return object.deepCopy().retain(fields);
    }

    /// The names of the fields of both, each once.
    static Stream<String> fields(ObjectNode before, ObjectNode after) {
        return Stream.of(before, after)
                .flatMap(object -> object.propertyStream().map(entry -> entry.getKey()))
                .distinct();
    }
}
