package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.api.text.TextDifference;
import dev.toolbridge.api.text.TextMerge;
import dev.toolbridge.api.text.TextOperation;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Optional;

/// Merges a client's fields with the stored ones, which have changed since the version that the client knows. Texts
/// that both have changed are merged by their words.
final class Merging {
    private static final String FIELD = "field";

    private final EntityType type;
    private final ThreeWay sides;
    private final ArrayNode overlaps = Json.mapper().createArrayNode();
    private final ArrayNode conflicts = Json.mapper().createArrayNode();

    /// @param sides the base has the fields of the version that the client knows
    Merging(EntityType type, ThreeWay sides) {
        this.type = type;
        this.sides = sides;
    }

    /// The merged fields.
    ///
    /// @throws Refusal `merge_conflict` if both sides have changed a field to values that cannot be merged
    ObjectNode fields(long storedVersion) {
        ObjectNode merged = sides.merged(type, this::take);
        if (!conflicts.isEmpty()) {
            throw Refusal.of(
                            ErrorCode.MERGE_CONFLICT,
                            "merge conflict: " + String.join(", ", conflicts.findValuesAsText(FIELD))
                                    + " changed on both sides, and nothing is done")
                    .fact("version", storedVersion)
                    .fact("conflicts", conflicts);
        }
        return merged;
    }

    /// The places where both texts stand.
    ArrayNode overlaps() {
        return overlaps;
    }

    private JsonNode take(String name, ThreeWay.Values values) {
        Optional<TextMerge> texts = texts(name, values);
        if (texts.isPresent()) {
            texts.get().overlaps().forEach(overlap -> tell(name, overlap));
            return TextNode.valueOf(texts.get().text());
        }
        var conflict = conflicts.addObject().put(FIELD, name);
        conflict.set("stored", values.stored());
        conflict.set("sent", values.sent());
        return values.stored();
    }

    private void tell(String name, TextMerge.Overlap overlap) {
        overlaps.addObject()
                .put(FIELD, name)
                .put("begin", overlap.begin())
                .put("end", overlap.end())
                .put("stored", overlap.first())
                .put("sent", overlap.second());
    }

    /// The merged text; empty if the values are no texts, or if nothing is left of the base, so that both sides
    /// have chosen another value.
    private Optional<TextMerge> texts(String name, ThreeWay.Values values) {
        JsonNode before = values.before();
        JsonNode theirs = values.stored();
        JsonNode ours = values.sent();
        boolean isText =
                type.field(name).map(field -> field.type() == FieldType.TEXT).orElse(true)
                        && before.isTextual()
                        && theirs.isTextual()
                        && ours.isTextual();
        if (!isText || isReplaced(before.textValue(), theirs.textValue(), ours.textValue())) {
            return Optional.empty();
        }
        return Optional.of(TextMerge.of(before.textValue(), theirs.textValue(), ours.textValue()));
    }

    private static boolean isReplaced(String before, String theirs, String ours) {
        return isNew(TextDifference.between(before, theirs)) && isNew(TextDifference.between(before, ours));
    }

    /// Tells if no word of the former text is left.
    private static boolean isNew(TextOperation operation) {
        return operation.keeps() == 0;
    }
}
