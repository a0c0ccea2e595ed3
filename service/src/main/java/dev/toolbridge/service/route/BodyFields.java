package dev.toolbridge.service.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// The members of the object in a request's body. Each is read or refused; a misspelt one would leave its default. A
/// member that is null is absent.
public final class BodyFields {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON = "application/json";

    private final ObjectNode object;

    private BodyFields(ObjectNode object) {
        this.object = object;
    }

    /// Reads a body.
    ///
    /// @param schema names the members that the object may have
    public static BodyFields of(Request request, ObjectNode schema) {
        requireJson(request);
        return known("body", object(request.body()), schema);
    }

    /// The members of an object that is a part of a body.
    ///
    /// @param name names it in a refusal
    /// @param schema names the members that it may have
    public static BodyFields within(String name, JsonNode value, ObjectNode schema) {
        return known(name, value, schema);
    }

    /// A member as it was sent.
    public Optional<JsonNode> find(String name) {
        return Optional.of(object.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    /// The text of a member that a request must have.
    public String text(String name, Predicate<String> isGood, String expected) {
        return findText(name, isGood, expected).orElseThrow(() -> invalid(name, expected));
    }

    /// The text of a member.
    public Optional<String> findText(String name, Predicate<String> isGood, String expected) {
        return find(name).map(value -> {
            if (!value.isTextual() || !isGood.test(value.textValue())) {
                throw invalid(name, expected);
            }
            return value.textValue();
        });
    }

    /// The texts of a list; empty if there is none.
    public List<String> texts(String name, int countMax, Predicate<String> isGood, String expected) {
        Optional<JsonNode> list = find(name);
        var texts = new ArrayList<String>();
        list.ifPresent(values -> values.forEach(value -> texts.add(value.isTextual() ? value.textValue() : "")));
        boolean hasForm = list.map(JsonNode::isArray).orElse(true) && texts.size() <= countMax;
        if (!hasForm || !texts.stream().allMatch(isGood)) {
            throw invalid(name, expected);
        }
        return List.copyOf(texts);
    }

    /// A whole number within bounds; `3.0` is one.
    public OptionalLong whole(String name, long least, long most) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        BigDecimal number = value.get().isNumber() ? value.get().decimalValue() : BigDecimal.valueOf(least - 1);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw invalid(name, "a whole number from " + least + " to " + most);
        }
        return OptionalLong.of(number.longValueExact());
    }

    /// A truth; false if it is absent.
    public boolean flag(String name) {
        return find(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw invalid(name, "true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    /// The members of an object within this one.
    ///
    /// @param schema names the members that it may have
    public Optional<BodyFields> within(String name, ObjectNode schema) {
        return find(name).map(value -> known(name, value, schema));
    }

    public boolean isEmpty() {
        return object.isEmpty();
    }

    /// The object itself, as the client sent it.
    public ObjectNode object() {
        return object.deepCopy();
    }

    /// The refusal of a member.
    public static Refusal invalid(String name, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "invalid " + name)
                .fact("field", name)
                .fact("expected", expected);
    }

    private static BodyFields known(String name, JsonNode value, ObjectNode schema) {
        List<String> known = schema.path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (value instanceof ObjectNode object
                && object.propertyStream().map(Map.Entry::getKey).allMatch(known::contains)) {
            return new BodyFields(object);
        }
        throw invalid(name, "an object of " + String.join(", ", known) + " and nothing else");
    }

    /// A change of some members is a patch by RFC 7396 as well.
    private static void requireJson(Request request) {
        boolean isPatch = request.method().equals("PATCH");
        boolean isOther = request.header("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.equals(JSON) && !(isPatch && type.equals(MERGE_PATCH)))
                .isPresent();
        if (isOther) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
        }
    }

    /// No body is an object without members.
    private static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            return Json.object();
        }
        try {
            if (Json.parse(body) instanceof ObjectNode object) {
                JsonLimits.complaint(object).ifPresent(complaint -> {
                    throw invalid("body", complaint);
                });
                return object;
            }
        } catch (JsonProcessingException malformed) {
            throw notAnObject();
        }
        throw notAnObject();
    }

    private static Refusal notAnObject() {
        return Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON").fact("expected", "one JSON object");
    }
}
