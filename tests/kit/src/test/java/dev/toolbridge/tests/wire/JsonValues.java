package dev.toolbridge.tests.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// JSON, read without loss and compared by value: the order of members and the form of numbers do not matter.
public final class JsonValues {
    private static final int NUMBER_LENGTH_MAX = 10_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonValues() {}

    /// Reads one JSON value.
    ///
    /// @throws AssertionError if the text is not exactly one
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + text, malformed);
        }
    }

    /// Maps, lists and plain values as JSON.
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// The text as a JSON string, quotes and all.
    public static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(JsonValues::order, other);
    }

    private static int order(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
