package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The uids of the items that earlier operations create, under the names that the client gave them. A reference to
/// one is the object `{"$ref":"name"}`. As only earlier names are known, no references run in a circle.
final class CreatedItems {
    static final String REFERENCE = "$ref";

    private final Map<String, Created> named = new HashMap<>();

    private record Created(int position, UUID uid) {}

    /// Names the item of an operation.
    void put(String name, UUID uid, BodyPlace operation) {
        if (named.putIfAbsent(name, new Created(operation.operation().orElseThrow(), uid)) != null) {
            throw operation.member("ref").invalid("a name that no other operation has");
        }
    }

    /// The uid that a value refers to, if it is a reference.
    ///
    /// @param needs takes the position of the operation that it refers to
    Optional<UUID> find(JsonNode value, BodyPlace place, Set<Integer> needs) {
        if (!(value instanceof ObjectNode object) || object.size() != 1 || !object.has(REFERENCE)) {
            return Optional.empty();
        }
        Created created = named.get(object.get(REFERENCE).textValue());
        if (created == null) {
            throw place.member(REFERENCE).invalid("the ref of a create earlier in the list");
        }
        needs.add(created.position());
        return Optional.of(created.uid());
    }

    /// Puts uids in place of all references inside a value.
    void resolve(JsonNode value, BodyPlace place, Set<Integer> needs) {
        switch (value) {
            case ObjectNode object ->
                object.properties()
                        .forEach(member ->
                                member.setValue(resolved(member.getValue(), place.member(member.getKey()), needs)));
            case ArrayNode array -> {
                for (int index = 0; index < array.size(); index++) {
                    array.set(index, resolved(array.get(index), place.element(index), needs));
                }
            }
            default -> {}
        }
    }

    private JsonNode resolved(JsonNode value, BodyPlace place, Set<Integer> needs) {
        Optional<UUID> uid = find(value, place, needs);
        if (uid.isPresent()) {
            return TextNode.valueOf(uid.get().toString());
        }
        resolve(value, place, needs);
        return value;
    }
}
