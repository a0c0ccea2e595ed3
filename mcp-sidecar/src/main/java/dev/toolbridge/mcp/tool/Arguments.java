package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The checked arguments of a call.
public final class Arguments {
    private final ObjectNode values;

    private Arguments(ObjectNode values) {
        this.values = values;
    }

    /// Checks the arguments of a client; hidden characters may come in their written form. All complaints come
    /// at once, so that the next call can be right.
    ///
    /// @throws ToolRefusal naming every argument that is missing, unknown or mistyped
    static Arguments check(List<Parameter> parameters, ObjectNode given) {
        var values = Json.object();
        var complaints = new ArrayList<String>();
        for (Parameter parameter : parameters) {
            JsonNode shown = parameter.understood(given.path(parameter.name()));
            JsonNode value = StoredText.read(shown);
            if (!value.isMissingNode() && !value.isNull()) {
                complaint(parameter, shown, value).ifPresent(complaints::add);
                values.set(parameter.name(), value);
            } else if (parameter.required()) {
                complaints.add(parameter.name() + " is missing: "
                        + parameter.kind().expected()
                        + (parameter.oneOf().isEmpty() ? "" : ", one of " + String.join(", ", parameter.oneOf())));
            }
        }
        complaints.addAll(unknown(parameters, given));
        JsonLimits.complaint(values).ifPresent(complaints::add);
        if (!complaints.isEmpty()) {
            throw new ToolRefusal("Nothing was done: " + String.join("; ", complaints) + ".");
        }
        return new Arguments(values);
    }

    /// Refuses a text that was shown cut: to write it would lose its end. No stored text is shown like it.
    private static Optional<String> complaint(Parameter parameter, JsonNode shown, JsonNode value) {
        return StoredText.isCut(shown)
                ? Optional.of(
                        parameter.name() + " holds a text that was cut where it was read: read the rest with field"
                                + " and offset, or change other fields only")
                : parameter.complaint(value);
    }

    /// The value that a client meant: some clients can send only texts, so any other value may come as JSON
    /// text. Equal whole numbers become equal values.
    public static JsonNode understood(Kind kind, JsonNode value) {
        JsonNode plain = value.isTextual() && !kind.isWrittenAsText() ? fromJsonText(value) : value;
        return switch (kind) {
            case WHOLE -> wholeNumber(plain);
            case UID -> plain.isTextual() ? uid(plain.textValue()) : plain;
            case INSTANT -> plain.isTextual() ? instant(plain) : plain;
            case TEXT, DAY, NUMBER, FLAG, TEXTS, OBJECT, OBJECTS, JSON_OBJECT -> plain;
        };
    }

    /// A local time in a zone gets the offset that it has there.
    private static JsonNode instant(JsonNode text) {
        return ZonedTime.read(text.textValue())
                .<JsonNode>map(read -> TextNode.valueOf(read.text()))
                .orElse(text);
    }

    private static JsonNode uid(String text) {
        return TextNode.valueOf(UidForm.read(text.strip()).map(UUID::toString).orElse(text));
    }

    private static JsonNode wholeNumber(JsonNode value) {
        OptionalLong whole = WholeNumber.of(value);
        return whole.isPresent() ? LongNode.valueOf(whole.getAsLong()) : value;
    }

    private static JsonNode fromJsonText(JsonNode value) {
        try {
            return Json.parse(value.textValue().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException _) {
            return value;
        }
    }

    private static List<String> unknown(List<Parameter> parameters, ObjectNode given) {
        List<String> known = parameters.stream().map(Parameter::name).toList();
        return given.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .map(name -> "unknown argument " + name + " (this tool takes " + String.join(", ", known) + ")")
                .toList();
    }

    /// The same with another value of one argument.
    public Arguments with(String name, JsonNode value) {
        return new Arguments(values.deepCopy().<ObjectNode>set(name, value));
    }

    /// The text of a required argument.
    public String required(String name) {
        return values.path(name).asText();
    }

    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<String> text(String name) {
        return value(name).map(JsonNode::textValue);
    }

    public OptionalLong whole(String name) {
        return value(name).map(number -> OptionalLong.of(number.longValue())).orElseGet(OptionalLong::empty);
    }

    public boolean flag(String name) {
        return values.path(name).asBoolean(false);
    }

    public ObjectNode object(String name) {
        return values.path(name) instanceof ObjectNode object ? object : Json.object();
    }

    public List<String> texts(String name) {
        return values.path(name).valueStream().map(JsonNode::textValue).toList();
    }

    public List<ObjectNode> objects(String name) {
        return values.path(name).valueStream().map(ObjectNode.class::cast).toList();
    }

    /// All arguments in the order of the parameters: equal arguments have equal text.
    public String canonicalText() {
        return Json.text(values);
    }
}
