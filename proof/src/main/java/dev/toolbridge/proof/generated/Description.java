package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tests.wire.JsonValues;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// The OpenAPI document of a server.
record Description(JsonNode document) {

    /// One operation: its input and its answers.
    ///
    /// @param body the request body's schemas by media type; missing if it has none
    /// @param responses its answers, by status
    record Operation(
            String method, String path, List<Parameter> parameters, JsonNode body, Map<String, JsonNode> responses) {

        Operation {
            parameters = List.copyOf(parameters);
            responses = Map.copyOf(responses);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// A parameter of a path, a query or a header.
    record Parameter(String name, String in, boolean isRequired, JsonNode schema) {}

    List<Operation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> !isStream(method.getValue()))
                        .map(method ->
                                operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())))
                .toList();
    }

    /// A stream has no end to wait for.
    private static boolean isStream(JsonNode operation) {
        return operation.at("/responses/200/content").has("text/event-stream")
                || operation.path("responses").has("101");
    }

    /// A schema that is complete in itself, with the schemas to which it refers.
    JsonNode whole(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("$defs", document.at("/components/schemas"));
        return JsonValues.parse(whole.toString().replace("#/components/schemas/", "#/$defs/"));
    }

    /// The schema or the response behind a reference.
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private Operation operation(String method, String path, JsonNode operation) {
        List<Parameter> parameters = StreamSupport.stream(
                        operation.path("parameters").spliterator(), false)
                .map(one -> new Parameter(
                        one.path("name").textValue(),
                        one.path("in").textValue(),
                        one.path("required").booleanValue(),
                        one.path("schema")))
                .toList();
        var responses = new TreeMap<String, JsonNode>();
        operation.path("responses").properties().forEach(one -> responses.put(one.getKey(), resolved(one.getValue())));
        return new Operation(method, path, parameters, operation.at("/requestBody/content"), responses);
    }
}
