package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A place in the body of a batch, as refusals name it: `operations[3].payload.parentUid`.
///
/// @param operation the position of the operation that it is in
record BodyPlace(String path, OptionalInt operation) {
    static final BodyPlace TOP = new BodyPlace("", OptionalInt.empty());

    static BodyPlace operation(int position) {
        return new BodyPlace("operations[" + position + "]", OptionalInt.of(position));
    }

    BodyPlace member(String name) {
        return new BodyPlace(path.isEmpty() ? name : path + "." + name, operation);
    }

    BodyPlace element(int index) {
        return new BodyPlace(path + "[" + index + "]", operation);
    }

    /// The refusal of the value here.
    Refusal invalid(String expected) {
        return invalid(ErrorCode.INVALID_FIELD, expected);
    }

    Refusal invalid(ErrorCode code, String expected) {
        return located(Refusal.of(code, "field " + path + " must be " + expected)
                .fact("field", path)
                .fact("expected", expected));
    }

    /// A refusal that names the operation which causes it.
    Refusal located(Refusal refusal) {
        return operation.isPresent() ? refusal.fact("position", operation.getAsInt()) : refusal;
    }

    /// Refuses an object that has other members than these.
    void requireOnly(ObjectNode object, List<String> names) {
        object.properties().stream()
                .filter(member -> !names.contains(member.getKey()))
                .findFirst()
                .ifPresent(unknown -> {
                    BodyPlace place = member(unknown.getKey());
                    throw located(Refusal.of(ErrorCode.INVALID_FIELD, "unknown field " + place.path)
                            .fact("field", place.path)
                            .fact("expected", "one of " + String.join(", ", names)));
                });
    }

    /// The text of a member, if the object has it.
    Optional<String> text(ObjectNode object, String name, String expected) {
        return Optional.ofNullable(object.get(name)).map(value -> text(value, name, expected));
    }

    private String text(JsonNode value, String name, String expected) {
        if (!value.isTextual()) {
            throw member(name).invalid(expected);
        }
        return value.textValue();
    }
}
