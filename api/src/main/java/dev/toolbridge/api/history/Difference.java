package dev.toolbridge.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;

/// The difference between two objects: the names of the changed fields, and the operations that turn the first
/// object into the second one exactly (RFC 6902). It shares the second object's values, and changes none.
///
/// A field that would need many small operations is replaced whole; if there are too many such fields as well,
/// one operation replaces everything.
public record Difference(List<String> changed, List<PatchOperation> operations) {

    /// The most characters of paths in all operations, and a few for each operation besides.
    static final int PATHS_MAX = 1_048_576;

    /// The values that are compared in the search for small operations, at most.
    private static final int STEPS_MAX = 500_000;

    public Difference {
        changed = List.copyOf(changed);
        operations = List.copyOf(operations);
    }

    public static Difference between(ObjectNode from, ObjectNode to) {
        var changed = new ArrayList<String>();
        var operations = new ArrayList<PatchOperation>();
        for (var field : from.properties()) {
            if (!to.has(field.getKey())) {
                changed.add(field.getKey());
                operations.add(
                        new PatchOperation.Remove(Pointer.to(field.getKey()).toString()));
            }
        }
        var effort = new Effort(STEPS_MAX);
        for (var field : to.properties()) {
            String name = field.getKey();
            JsonNode before = from.get(name);
            if (before == null) {
                changed.add(name);
                operations.add(new PatchOperation.Add(Pointer.to(name).toString(), field.getValue()));
            } else if (!new Effort(Long.MAX_VALUE).areSame(before, field.getValue())) {
                changed.add(name);
                operations.addAll(FieldPatch.between(Pointer.to(name), before, field.getValue(), effort));
            }
        }
        return new Difference(changed.stream().sorted().toList(), bounded(operations, to));
    }

    public boolean isEmpty() {
        return changed.isEmpty();
    }

    /// The operations as a JSON Patch.
    public ArrayNode patch() {
        ArrayNode patch = Json.mapper().createArrayNode();
        operations.stream().map(PatchOperation::json).forEach(patch::add);
        return patch;
    }

    private static List<PatchOperation> bounded(List<PatchOperation> operations, ObjectNode to) {
        long characters = operations.stream()
                .mapToLong(operation -> operation.path().length() + FieldPatch.OPERATION_CHARACTERS)
                .sum();
        return characters > PATHS_MAX ? List.of(new PatchOperation.Replace("", to)) : operations;
    }
}
