package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Makes values that a schema accepts.
///
/// @param known a useful value for a member of that name, if one is known
record Values(Description description, Random random, Function<String, Optional<JsonNode>> known) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int TRIES = 500;
    private static final int LENGTH_MAX = 40;
    private static final int ENTRIES_MAX = 3;
    private static final long EXACT_MAX = 1L << 53;
    private static final List<String> ALPHABETS = List.of(
            "0123456789",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-",
            "abc XYZ,.;:!?\"'\\/+*=<>()[]{}|~%&#@$^`",
            "aé\u0001\t\nß\u200b\u202e漢😀\ufeff ");

    /// A member of an object or a parameter: mostly a known value, otherwise any that the schema accepts.
    JsonNode named(String name, JsonNode schema) {
        return known.apply(name).filter(_ -> random.nextInt(10) > 0).orElseGet(() -> of(schema));
    }

    JsonNode of(JsonNode reference) {
        JsonNode schema = description.resolved(reference);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return any(schema.get("enum"));
        }
        return schema.has("anyOf") ? of(any(schema.get("anyOf"))) : ofType(type(schema), schema);
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? any(type).textValue() : type.asText("anything");
    }

    private JsonNode ofType(String type, JsonNode schema) {
        return switch (type) {
            case "string" -> JSON.textNode(text(schema));
            case "integer" -> JSON.numberNode(whole(schema));
            case "number" ->
                random.nextBoolean() ? JSON.numberNode(random.nextGaussian()) : JSON.numberNode(whole(schema));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema);
            case "object" -> object(schema);
            case "null" -> JSON.nullNode();
            default -> anything(0);
        };
    }

    /// Any JSON value of little depth.
    JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong(-EXACT_MAX, EXACT_MAX));
            case 3 -> JSON.textNode(characters(random.nextInt(LENGTH_MAX)));
            case 4 -> JSON.arrayNode().add(anything(depth + 1)).add(anything(depth + 1));
            default -> JSON.objectNode().set(otherName(), anything(depth + 1));
        };
    }

    /// An example of the schema where it gives any, since few random texts match a pattern of some length.
    private String text(JsonNode schema) {
        return example(schema).filter(_ -> random.nextInt(10) > 0).orElseGet(() -> other(schema));
    }

    private Optional<String> example(JsonNode schema) {
        return schema.has("examples") ? Optional.of(any(schema.get("examples")).textValue()) : Optional.empty();
    }

    private String other(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date" -> LocalDate.ofEpochDay(random.nextInt(40_000)).toString();
            case "date-time" -> instant();
            default -> matching(schema);
        };
    }

    private String instant() {
        String utc = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).toString();
        return switch (random.nextInt(4)) {
            case 0 -> utc.replace("Z", "+14:00");
            case 1 -> utc.replace("Z", "-05:30");
            default -> utc;
        };
    }

    private String matching(JsonNode schema) {
        Pattern pattern = Pattern.compile(schema.path("pattern").asText(".*"), Pattern.DOTALL);
        int least = schema.path("minLength").asInt(0);
        int most = Math.min(schema.path("maxLength").asInt(LENGTH_MAX), LENGTH_MAX);
        for (int tries = 0; tries < TRIES; tries++) {
            String text = characters(random.nextInt(least, most + 1));
            if (pattern.matcher(text).matches()) {
                return text;
            }
        }
        return example(schema).orElseThrow(() -> new AssertionError("no text found for " + schema));
    }

    /// A text of this length in one alphabet, which is chosen anew each time.
    String characters(int length) {
        int[] alphabet =
                ALPHABETS.get(random.nextInt(ALPHABETS.size())).codePoints().toArray();
        return random.ints(length, 0, alphabet.length)
                .map(index -> alphabet[index])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private long whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(-EXACT_MAX);
        long most = schema.path("maximum").asLong(EXACT_MAX);
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> Math.clamp(random.nextInt(1_000), least, most);
            default -> random.nextLong(least, most) + random.nextInt(2);
        };
    }

    private ArrayNode array(JsonNode schema) {
        var array = JSON.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int count = random.nextInt(least, least + ENTRIES_MAX);
        for (int index = 0; index < count; index++) {
            array.add(of(schema.path("items")));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema) {
        var object = JSON.objectNode();
        schema.path("properties").properties().forEach(member -> {
            boolean isRequired = contains(schema.path("required"), member.getKey());
            if (isRequired || random.nextInt(3) == 0) {
                object.set(member.getKey(), named(member.getKey(), member.getValue()));
            }
        });
        schema.path("dependentRequired").properties().stream()
                .filter(rule -> object.has(rule.getKey()))
                .flatMap(rule -> rule.getValue().valueStream())
                .filter(name -> !object.has(name.textValue()))
                .forEach(name -> object.set(
                        name.textValue(),
                        named(name.textValue(), schema.path("properties").path(name.textValue()))));
        boolean isOpen = !schema.path("additionalProperties").isObject()
                && schema.path("additionalProperties").asBoolean(true);
        if (isOpen && random.nextInt(3) == 0) {
            object.set(otherName(), anything(0));
        }
        return object;
    }

    /// A name that no schema has.
    private String otherName() {
        return "x" + random.nextInt(1_000);
    }

    private static boolean contains(JsonNode names, String name) {
        return names.valueStream().anyMatch(one -> name.equals(one.textValue()));
    }

    private JsonNode any(JsonNode choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
