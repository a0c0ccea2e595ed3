package dev.toolbridge.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Applies a JSON Patch as RFC 6902 says, independently of the code that makes one.
public final class PatchReader {

    private PatchReader() {}

    /// The document after all operations; an operation that is not allowed where it stands is an error.
    public static JsonNode apply(JsonNode document, JsonNode patch) {
        JsonNode result = document.deepCopy();
        for (JsonNode operation : patch) {
            List<String> tokens = tokens(operation.get("path").textValue());
            result = tokens.isEmpty() ? whole(operation) : inside(result, tokens, operation);
        }
        return result;
    }

    private static JsonNode whole(JsonNode operation) {
        require(operation.get("op").textValue().equals("replace"), operation);
        return operation.get("value").deepCopy();
    }

    private static JsonNode inside(JsonNode document, List<String> tokens, JsonNode operation) {
        JsonNode parent = document;
        for (String token : tokens.subList(0, tokens.size() - 1)) {
            parent = parent.isArray() ? parent.get(Integer.parseInt(token)) : parent.get(token);
            require(parent != null, operation);
        }
        switch (parent) {
            case ObjectNode object -> change(object, tokens.getLast(), operation);
            case ArrayNode array -> change(array, Integer.parseInt(tokens.getLast()), operation);
            default -> throw new AssertionError("no place for " + operation);
        }
        return document;
    }

    private static void change(ObjectNode object, String name, JsonNode operation) {
        String op = operation.get("op").textValue();
        require(op.equals("add") || object.has(name), operation);
        switch (op) {
            case "add", "replace" -> object.set(name, operation.get("value").deepCopy());
            case "remove" -> object.remove(name);
            default -> throw new AssertionError("unknown operation: " + operation);
        }
    }

    private static void change(ArrayNode array, int index, JsonNode operation) {
        String op = operation.get("op").textValue();
        require(index >= 0 && index < array.size() + (op.equals("add") ? 1 : 0), operation);
        switch (op) {
            case "add" -> array.insert(index, operation.get("value").deepCopy());
            case "replace" -> array.set(index, operation.get("value").deepCopy());
            case "remove" -> array.remove(index);
            default -> throw new AssertionError("unknown operation: " + operation);
        }
    }

    private static List<String> tokens(String pointer) {
        var tokens = new ArrayList<String>();
        if (!pointer.isEmpty()) {
            for (String token : pointer.substring(1).split("/", -1)) {
                tokens.add(token.replace("~1", "/").replace("~0", "~"));
            }
        }
        return tokens;
    }

    private static void require(boolean isAllowed, JsonNode operation) {
        if (!isAllowed) {
            throw new AssertionError("not allowed there: " + operation);
        }
    }
}
