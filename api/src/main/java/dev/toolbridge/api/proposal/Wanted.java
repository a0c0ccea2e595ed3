package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields that a person wants of a change: those of its hunks that are accepted or revised.
final class Wanted {

    private Wanted() {}

    /// The fields as the change found them, with the accepted hunks.
    static ObjectNode of(ProposedChange change, List<ProposedHunk> hunks, Marks marks) {
        ObjectNode wanted = change.before().deepCopy();
        for (ProposedHunk hunk : hunks) {
            if (hunk.part() instanceof ProposedHunk.Value value) {
                value(value, marks.of(hunk)).ifPresent(after -> put(wanted, value.field(), after));
            }
        }
        hunks.stream()
                .filter(hunk -> hunk.part() instanceof ProposedHunk.Lines)
                .map(hunk -> ((ProposedHunk.Lines) hunk.part()).field())
                .distinct()
                .forEach(field -> wanted.put(field, text(change, field, hunks, marks)));
        return wanted;
    }

    /// The new value; empty if the hunk is left out.
    private static Optional<Optional<JsonNode>> value(ProposedHunk.Value value, Optional<Mark> mark) {
        return mark.flatMap(decided -> switch (decided) {
            case Mark.Accepted _ -> Optional.of(value.after());
            case Mark.Revised revised -> Optional.of(Optional.of(TextNode.valueOf(revised.text())));
            case Mark.Rejected _ -> Optional.empty();
        });
    }

    private static void put(ObjectNode wanted, String field, Optional<JsonNode> after) {
        after.ifPresentOrElse(value -> wanted.set(field, value), () -> wanted.remove(field));
    }

    /// The text of a field with the lines of its accepted hunks.
    private static String text(ProposedChange change, String field, List<ProposedHunk> hunks, Marks marks) {
        List<String> before = List.of(change.before().path(field).textValue().split("\n", -1));
        var lines = new ArrayList<String>();
        int place = 0;
        for (ProposedHunk hunk : hunks) {
            if (hunk.part() instanceof ProposedHunk.Lines part && part.field().equals(field)) {
                int begin = part.hunk().fromLine() - 1;
                int end = begin + part.hunk().fromCount();
                lines.addAll(before.subList(place, begin));
                lines.addAll(lines(part, before.subList(begin, end), marks.of(hunk)));
                place = end;
            }
        }
        lines.addAll(before.subList(place, before.size()));
        return String.join("\n", lines);
    }

    private static List<String> lines(ProposedHunk.Lines part, List<String> before, Optional<Mark> mark) {
        return switch (mark.orElseGet(Mark.Rejected::new)) {
            case Mark.Accepted _ -> ProposedHunk.newLines(part.hunk());
            case Mark.Revised revised -> List.of(revised.text());
            case Mark.Rejected _ -> before;
        };
    }
}
