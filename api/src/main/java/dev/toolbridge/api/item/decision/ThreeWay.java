package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Merges the fields that two sides have changed since both had the same. A field that only one side has changed is
/// taken whole.
///
/// @param base the fields that both began with; empty if nobody knows them
record ThreeWay(ObjectNode base, ObjectNode stored, ObjectNode sent) {

    /// The values of one field; each is a missing node where the field is absent.
    record Values(JsonNode before, JsonNode stored, JsonNode sent) {}

    /// Decides about a field that both sides have changed to different values.
    @FunctionalInterface
    interface Judge {
        JsonNode take(String name, Values values);
    }

    ObjectNode merged(EntityType type, Judge judge) {
        ObjectNode merged = stored.deepCopy();
        for (String name : names(type)) {
            var values = new Values(base.path(name), stored.path(name), sent.path(name));
            if (isSent(values)) {
                put(merged, name, isStored(values) ? judge.take(name, values) : values.sent());
            }
        }
        return merged;
    }

    /// Tells if the sender has changed the field to another value than the stored one.
    private static boolean isSent(Values values) {
        return !Payloads.same(values.sent(), values.before()) && !Payloads.same(values.sent(), values.stored());
    }

    /// Tells if the stored value is another than the one that both began with.
    private static boolean isStored(Values values) {
        return !Payloads.same(values.stored(), values.before());
    }

    private static void put(ObjectNode merged, String name, JsonNode value) {
        if (value.isMissingNode()) {
            merged.remove(name);
        } else {
            merged.set(name, value);
        }
    }

    private Set<String> names(EntityType type) {
        Set<String> names = new LinkedHashSet<>();
        List.of(base, stored, sent).forEach(fields -> fields.fieldNames().forEachRemaining(names::add));
        ServerFields.of(type).forEach(names::remove);
        return names;
    }
}
