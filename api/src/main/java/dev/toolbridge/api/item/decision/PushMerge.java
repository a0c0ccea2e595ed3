package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Merges the fields of a push with the stored ones. Lists of texts are merged as sets; of what else both sides have
/// changed, the client's is taken and told.
final class PushMerge {
    private final EntityType type;
    private final ObjectNode merged;
    private boolean isConflict;

    PushMerge(EntityType type, ThreeWay sides) {
        this.type = type;
        this.merged = sides.merged(type, this::take);
    }

    ObjectNode merged() {
        return merged;
    }

    /// Tells if both sides have changed a field to values that cannot be merged.
    boolean isConflict() {
        return isConflict;
    }

    private JsonNode take(String name, ThreeWay.Values values) {
        if (isSet(name, values)) {
            return united(values);
        }
        isConflict = true;
        return values.sent();
    }

    private boolean isSet(String name, ThreeWay.Values values) {
        boolean areLists = Stream.of(values.before(), values.stored(), values.sent())
                .allMatch(value -> value.isMissingNode()
                        || value.isNull()
                        || (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)));
        return areLists
                && type.field(name)
                        .filter(field -> field.type() == FieldType.TEXTS)
                        .isPresent();
    }

    /// The texts that either side has added or both have kept.
    private static ArrayNode united(ThreeWay.Values values) {
        Set<String> origin = texts(values.before());
        Set<String> left = texts(values.stored());
        Set<String> right = texts(values.sent());
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
