package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.api.text.TextMerge;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Brings the changes of fields into an item that others may have changed since: texts three ways, other fields whole.
///
/// @param fields the wanted values of the changed fields, missing for a field that is removed
/// @param overlaps true if others changed the same words or the same field otherwise
record FieldMerge(ObjectNode fields, List<String> removed, boolean overlaps) {

    FieldMerge {
        removed = List.copyOf(removed);
    }

    /// Merges the change from `base` to `want` into `now`. Where both changed the same, the change wins.
    static FieldMerge of(ObjectNode base, ObjectNode want, ObjectNode now) {
        var fields = Json.object();
        var removed = new ArrayList<String>();
        boolean overlaps = false;
        for (String field : Hunks.fields(base, want).toList()) {
            Merged merged = merged(base.path(field), want.path(field), now.path(field));
            overlaps |= merged.overlaps();
            if (!same(merged.value(), now.path(field))) {
                if (merged.value().isMissingNode()) {
                    removed.add(field);
                } else {
                    fields.set(field, merged.value());
                }
            }
        }
        return new FieldMerge(fields, removed, overlaps);
    }

    boolean isEmpty() {
        return fields.isEmpty() && removed.isEmpty();
    }

    /// An item's content with the changes.
    ObjectNode appliedTo(ObjectNode content) {
        ObjectNode after = content.deepCopy();
        after.setAll(fields);
        after.remove(removed);
        return after;
    }

    private record Merged(JsonNode value, boolean overlaps) {}

    private static Merged merged(JsonNode base, JsonNode want, JsonNode now) {
        if (same(want, base)) {
            return new Merged(now, false);
        }
        if (same(now, base) || same(now, want)) {
            return new Merged(want, false);
        }
        if (base.isTextual() && want.isTextual() && now.isTextual()) {
            var merge = TextMerge.of(base.textValue(), now.textValue(), want.textValue());
            return new Merged(
                    TextNode.valueOf(winning(merge)), !merge.overlaps().isEmpty());
        }
        return new Merged(want, true);
    }

    /// The merged text with the proposed words alone where others have replaced the same ones.
    private static String winning(TextMerge merge) {
        var text = new StringBuilder(merge.text());
        merge.overlaps().stream()
                .sorted(Comparator.comparingInt(TextMerge.Overlap::begin).reversed())
                .forEach(overlap -> text.replace(overlap.begin(), overlap.end(), overlap.second()));
        return text.toString();
    }

    /// Numbers are the same by their value; a missing field is not null.
    private static boolean same(JsonNode left, JsonNode right) {
        if (left instanceof MissingNode || right instanceof MissingNode) {
            return left.isMissingNode() && right.isMissingNode();
        }
        return left.equals(FieldMerge::byValue, right);
    }

    private static int byValue(JsonNode left, JsonNode right) {
        boolean numbers = left.isNumber() && right.isNumber();
        boolean isSame = numbers ? left.decimalValue().compareTo(right.decimalValue()) == 0 : left.equals(right);
        return isSame ? 0 : 1;
    }
}
