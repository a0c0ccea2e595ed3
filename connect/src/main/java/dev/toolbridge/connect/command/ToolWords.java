package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The arguments of a call of a tool. A wrong one is refused, and so is one that the tool does not have.
record ToolWords(JsonNode json) {

    /// @throws CommandFailure if there are others than these
    static ToolWords of(JsonNode json, Set<String> known) {
        json.properties().forEach(argument -> {
            if (!known.contains(argument.getKey())) {
                throw new CommandFailure(
                        "there is no argument '" + argument.getKey() + "'; there are " + String.join(", ", known));
            }
        });
        return new ToolWords(json);
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new CommandFailure("the argument " + name + " is missing"));
    }

    Optional<String> text(String name) {
        return given(name).map(value -> text(name, value));
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw new CommandFailure("the argument " + name + " must be a text");
        }
        return value.textValue();
    }

    List<String> texts(String name) {
        Optional<JsonNode> list = given(name);
        list.ifPresent(value -> require(value.isArray(), name, "a list of texts"));
        return list.stream()
                .flatMap(JsonNode::valueStream)
                .map(value -> text(name, value))
                .toList();
    }

    int whole(String name, int usual, int max) {
        Optional<JsonNode> value = given(name);
        value.ifPresent(number -> require(
                number.isInt() && number.intValue() >= 1 && number.intValue() <= max,
                name,
                "a number from 1 to " + max));
        return value.map(JsonNode::intValue).orElse(usual);
    }

    boolean truth(String name, boolean usual) {
        Optional<JsonNode> value = given(name);
        value.ifPresent(given -> require(given.isBoolean(), name, "true or false"));
        return value.map(JsonNode::booleanValue).orElse(usual);
    }

    private static void require(boolean isRight, String name, String expected) {
        if (!isRight) {
            throw new CommandFailure("the argument " + name + " must be " + expected);
        }
    }

    private Optional<JsonNode> given(String name) {
        return Optional.of(json.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }
}
