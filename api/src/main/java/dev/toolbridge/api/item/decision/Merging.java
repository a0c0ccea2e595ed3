package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.text.TextDifference;
import dev.toolbridge.api.text.TextMerge;
import dev.toolbridge.api.text.TextOperation;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Merges a client's fields with the stored ones, which have changed since the version that the client knows. What only
/// one side has changed is taken whole; texts that both have changed are merged by their words.
final class Merging {
    private static final String FIELD = "field";

    private final EntityType type;
    private final ObjectNode base;
    private final ObjectNode stored;
    private final ObjectNode sent;
    private final ObjectNode merged;
    private final ArrayNode overlaps = Json.mapper().createArrayNode();
    private final ArrayNode conflicts = Json.mapper().createArrayNode();

    /// @param base the fields of the version that the client knows
    Merging(EntityType type, ObjectNode base, ObjectNode stored, ObjectNode sent) {
        this.type = type;
        this.base = base;
        this.stored = stored;
        this.sent = sent;
        this.merged = stored.deepCopy();
    }

    /// The merged fields.
    ///
    /// @throws Refusal `merge_conflict` if both sides have changed a field to values that cannot be merged
    ObjectNode fields(long storedVersion) {
        Set<String> names = new LinkedHashSet<>();
        List.of(base, stored, sent).forEach(fields -> fields.fieldNames().forEachRemaining(names::add));
        ServerFields.of(type).forEach(names::remove);
        names.forEach(this::merge);
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

    private void merge(String name) {
        JsonNode before = base.path(name);
        JsonNode theirs = stored.path(name);
        JsonNode ours = sent.path(name);
        if (Payloads.same(ours, before) || Payloads.same(ours, theirs)) {
            return;
        }
        if (Payloads.same(theirs, before)) {
            put(name, ours);
            return;
        }
        Optional<TextMerge> texts = texts(name, before, theirs, ours);
        if (texts.isPresent()) {
            merged.put(name, texts.get().text());
            texts.get().overlaps().forEach(overlap -> tell(name, overlap));
        } else {
            var conflict = conflicts.addObject().put(FIELD, name);
            conflict.set("stored", theirs);
            conflict.set("sent", ours);
        }
    }

    private void put(String name, JsonNode value) {
        if (value.isMissingNode()) {
            merged.remove(name);
        } else {
            merged.set(name, value);
        }
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
    private Optional<TextMerge> texts(String name, JsonNode before, JsonNode theirs, JsonNode ours) {
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
