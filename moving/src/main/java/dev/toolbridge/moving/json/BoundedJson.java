package dev.toolbridge.moving.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;

/// Reads values of JSON within bounds: a depth of 64, and a size for each value. A value over the size is passed over.
public final class BoundedJson {
    /// The depth of objects and arrays.
    public static final int DEPTH_MAX = 64;

    private static final int NUMBER_LENGTH_MAX = 1_000;
    private static final int NAME_LENGTH_MAX = 50_000;
    private static final int TOKEN_COST = 48;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final int sizeMax;
    private int cost;
    private boolean twice;

    private BoundedJson(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    /// A parser whose texts hold at most that many characters.
    public static JsonParser parser(Reader text, int lengthMax) throws IOException {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(lengthMax)
                        .maxNumberLength(NUMBER_LENGTH_MAX)
                        .maxNameLength(NAME_LENGTH_MAX)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return factory.createParser(text);
    }

    /// The value that the parser stands on, or a missing node if it is over the size or names a field twice. The
    /// parser is moved to its end.
    public static JsonNode value(JsonParser parser, int sizeMax) throws IOException {
        return new BoundedJson(sizeMax).read(parser);
    }

    private JsonNode read(JsonParser parser) throws IOException {
        var open = new ArrayDeque<ContainerNode<?>>();
        JsonNode root = null;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructEnd()) {
                open.pop();
            } else if (token != JsonToken.FIELD_NAME) {
                root = add(parser, open, root);
            }
        } while (!open.isEmpty() && cost <= sizeMax && next(parser));
        if (cost > sizeMax) {
            skip(parser, open.size());
        }
        return cost > sizeMax || twice ? NODES.missingNode() : root;
    }

    private static boolean next(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "the text ends");
        }
        return true;
    }

    private JsonNode add(JsonParser parser, ArrayDeque<ContainerNode<?>> open, JsonNode root) throws IOException {
        JsonNode value = node(parser);
        if (open.peek() instanceof ObjectNode object) {
            twice |= object.replace(parser.currentName(), value) != null;
            cost += parser.currentName().length();
        } else if (open.peek() instanceof ArrayNode array) {
            array.add(value);
        }
        if (value instanceof ContainerNode<?> container) {
            open.push(container);
        }
        return root == null ? value : root;
    }

    private JsonNode node(JsonParser parser) throws IOException {
        cost += TOKEN_COST;
        return switch (parser.currentToken()) {
            case START_OBJECT -> NODES.objectNode();
            case START_ARRAY -> NODES.arrayNode();
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
                NODES.nullNode();
        };
    }

    private JsonNode text(JsonParser parser) throws IOException {
        String text = parser.getText();
        cost += text.length();
        return NODES.textNode(text);
    }

    private static void skip(JsonParser parser, int depth) throws IOException {
        int open = depth;
        while (open > 0 && next(parser)) {
            JsonToken token = parser.currentToken();
            open += token.isStructStart() ? 1 : 0;
            open -= token.isStructEnd() ? 1 : 0;
        }
    }
}
