package dev.toolbridge.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/// Objects with the names and numbers that are easily mistaken, and changed copies of them.
final class RandomValues {
    private static final List<String> NAMES =
            List.of("", "a", "b", "/", "~", "~1", "~0", "a/b", "m~n", "0", "1", "-", "ü", "\"", " ", "a\nb");
    private static final List<JsonNode> LEAVES = List.of(
            number("0"),
            number("1"),
            number("1.0"),
            number("9007199254740993"),
            number("9007199254740992"),
            number("0.1000000000000000055"),
            number("0.1"),
            number("1" + "0".repeat(999)),
            JsonNodeFactory.instance.numberNode(BigInteger.TWO),
            JsonNodeFactory.instance.nullNode(),
            JsonNodeFactory.instance.booleanNode(true),
            JsonNodeFactory.instance.booleanNode(false),
            JsonNodeFactory.instance.textNode(""),
            JsonNodeFactory.instance.textNode("null"),
            JsonNodeFactory.instance.textNode("1"));

    private static final int DEPTH_MAX = 5;
    private static final int MEMBERS_MAX = 5;

    private final Random random;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    ObjectNode object() {
        return object(0);
    }

    /// A copy in which a few values are other ones, missing, new or moved.
    ObjectNode changed(ObjectNode object) {
        return (ObjectNode) changed(object, 0);
    }

    private ObjectNode object(int depth) {
        var object = Json.object();
        for (int members = random.nextInt(MEMBERS_MAX + 1); members > 0; members--) {
            object.set(one(NAMES), value(depth + 1));
        }
        return object;
    }

    private JsonNode value(int depth) {
        return switch (depth < DEPTH_MAX ? random.nextInt(4) : 2) {
            case 0 -> object(depth);
            case 1 -> array(depth);
            default -> one(LEAVES);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = Json.mapper().createArrayNode();
        for (int entries = random.nextInt(2 * MEMBERS_MAX); entries > 0; entries--) {
            array.add(value(depth + 1));
        }
        return array;
    }

    private JsonNode changed(JsonNode value, int depth) {
        if (depth > 0 && random.nextInt(6) == 0) {
            return value(depth);
        }
        return switch (value) {
            case ObjectNode object -> changedMembers(object, depth);
            case ArrayNode array -> changedEntries(array, depth);
            default -> value;
        };
    }

    private ObjectNode changedMembers(ObjectNode object, int depth) {
        var copy = Json.object();
        object.properties().forEach(member -> {
            if (random.nextInt(6) > 0) {
                copy.set(member.getKey(), changed(member.getValue(), depth + 1));
            }
        });
        if (random.nextInt(3) == 0) {
            copy.set(one(NAMES), value(depth + 1));
        }
        return copy;
    }

    private ArrayNode changedEntries(ArrayNode array, int depth) {
        ArrayNode copy = Json.mapper().createArrayNode();
        for (JsonNode entry : array) {
            switch (random.nextInt(8)) {
                case 0 -> {}
                case 1 -> copy.add(value(depth + 1)).add(entry);
                case 2 -> copy.insert(random.nextInt(copy.size() + 1), entry);
                default -> copy.add(changed(entry, depth + 1));
            }
        }
        return copy;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static JsonNode number(String text) {
        return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }
}
