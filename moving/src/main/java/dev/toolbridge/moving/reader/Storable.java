package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/// Replaces what no stored text can hold: zeros and halves of surrogate pairs.
final class Storable {
    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    static ObjectNode of(ObjectNode payload, Runnable replaced) {
        return isStorable(payload) ? payload : withReplacements(payload, replaced);
    }

    private static ObjectNode withReplacements(ObjectNode payload, Runnable replaced) {
        replaced.run();
        return (ObjectNode) copy(payload);
    }

    private static boolean isStorable(JsonNode value) {
        if (value.isTextual()) {
            return isStorable(value.textValue());
        }
        boolean names = value.propertyStream().map(Map.Entry::getKey).allMatch(Storable::isStorable);
        return names && value.valueStream().allMatch(Storable::isStorable);
    }

    private static boolean isStorable(String text) {
        return replaced(text).equals(text);
    }

    private static JsonNode copy(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(replaced(field.getKey()), copy(field.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return value.isTextual() ? TextNode.valueOf(replaced(value.textValue())) : value;
    }

    static String replaced(String text) {
        StringBuilder clean = null;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == 0 || isHalf(text, index)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(index, REPLACEMENT);
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static boolean isHalf(String text, int index) {
        char character = text.charAt(index);
        if (Character.isHighSurrogate(character)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(character)
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
