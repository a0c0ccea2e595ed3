package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Merges the fields of a push with the stored ones. What only one side has changed is taken whole, lists of texts are
/// merged as sets, and of what both have changed the client's is taken and told.
final class PushMerge {
    private final EntityType type;
    private final ObjectNode base;
    private final ObjectNode stored;
    private final ObjectNode sent;
    private final ObjectNode merged;
    private boolean isConflict;

    /// @param base the fields that both began with; empty if nobody knows them
    PushMerge(EntityType type, ObjectNode base, ObjectNode stored, ObjectNode sent) {
        this.type = type;
        this.base = base;
        this.stored = stored;
        this.sent = sent;
        this.merged = stored.deepCopy();
        Set<String> names = new LinkedHashSet<>();
        List.of(base, stored, sent).forEach(fields -> fields.fieldNames().forEachRemaining(names::add));
        ServerFields.of(type).forEach(names::remove);
        names.forEach(this::merge);
    }

    ObjectNode merged() {
        return merged;
    }

    /// Tells if both sides have changed a field to values that cannot be merged.
    boolean isConflict() {
        return isConflict;
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
        } else if (isSet(name, before, theirs, ours)) {
            merged.set(name, united(before, theirs, ours));
        } else {
            put(name, ours);
            isConflict = true;
        }
    }

    private void put(String name, JsonNode value) {
        if (value.isMissingNode()) {
            merged.remove(name);
        } else {
            merged.set(name, value);
        }
    }

    private boolean isSet(String name, JsonNode... values) {
        boolean areLists = List.of(values).stream()
                .allMatch(value -> value.isMissingNode()
                        || value.isNull()
                        || (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)));
        return areLists
                && type.field(name)
                        .filter(field -> field.type() == FieldType.TEXTS)
                        .isPresent();
    }

    /// The texts that either side has added or both have kept.
    private static ArrayNode united(JsonNode before, JsonNode theirs, JsonNode ours) {
        Set<String> origin = texts(before);
        Set<String> left = texts(theirs);
        Set<String> right = texts(ours);
        Set<String> all = new LinkedHashSet<>(left);
        all.addAll(right);
        all.removeIf(text -> origin.contains(text) && !(left.contains(text) && right.contains(text)));
        ArrayNode list = Json.mapper().createArrayNode();
        all.forEach(list::add);
        return list;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.valueStream().forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
