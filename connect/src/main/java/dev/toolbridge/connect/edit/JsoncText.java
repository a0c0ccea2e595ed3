package dev.toolbridge.connect.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.toolbridge.connect.edit.JsoncNode.Item;
import dev.toolbridge.connect.edit.JsoncNode.Sequence;
import dev.toolbridge.connect.edit.JsoncNode.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A settings file in JSON with comments. Each change makes a new text, in which all else stays as it is.
public final class JsoncText {
    private static final Pattern INDENTED = Pattern.compile("\\n([ \\t]+)\"");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final String text;
    private final JsoncNode root;

    private JsoncText(String text) {
        this.text = text;
        this.root = JsoncReader.read(text);
        if (!(root instanceof Struct)) {
            throw new UnreadableText("the file holds no object");
        }
    }

    /// Reads a text; an empty one is an object without members.
    ///
    /// @throws UnreadableText if it is no JSON
    public static JsoncText of(String text) {
        String body = text.isBlank() ? "{}\n" : text;
        return new JsoncText(body);
    }

    public String text() {
        return text;
    }

    /// The value at a path of names; numbers in it are places in arrays.
    public Optional<JsonNode> find(List<String> path) {
        return node(path).map(this::parsed);
    }

    private JsonNode parsed(JsoncNode node) {
        try {
            return MAPPER.readTree(text.substring(node.start(), node.end()));
        } catch (JsonProcessingException malformed) {
            throw new UnreadableText("the value has a form that only some programs read");
        }
    }

    private Optional<JsoncNode> node(List<String> path) {
        Optional<JsoncNode> found = Optional.of(root);
        for (String name : path) {
            found = found.flatMap(node -> child(node, name));
        }
        return found;
    }

    private static Optional<JsoncNode> child(JsoncNode node, String name) {
        return switch (node) {
            case Struct struct -> struct.member(name).map(Item::value);
            case Sequence sequence ->
                name.matches("[0-9]{1,4}")
                                && Integer.parseInt(name) < sequence.items().size()
                        ? Optional.of(
                                sequence.items().get(Integer.parseInt(name)).value())
                        : Optional.empty();
            case JsoncNode.Leaf _ -> Optional.empty();
        };
    }

    /// The text with a value at a path; objects on the way that are missing are made.
    public JsoncText with(List<String> path, JsonNode value) {
        Optional<JsoncNode> present = node(path);
        if (present.isPresent()) {
            String indent = indentAt(present.get().start());
            return spliced(present.get().start(), present.get().end(), written(value, indent));
        }
        int known = depthOf(path);
        JsoncNode parent = node(path.subList(0, known)).orElseThrow();
        if (!(parent instanceof Struct)) {
            throw new UnreadableText(String.join(".", path.subList(0, known)) + " is no object");
        }
        JsonNode inner = value;
        for (int index = path.size() - 1; index > known; index--) {
            inner = MAPPER.createObjectNode().set(path.get(index), inner);
        }
        String name = MAPPER.getNodeFactory().textNode(path.get(known)) + ": ";
        return inserted(parent, name, inner);
    }

    /// The text with one more element in the array at a path, which is made if it is missing.
    public JsoncText withElement(List<String> path, JsonNode value) {
        Optional<JsoncNode> array = node(path);
        if (array.isEmpty()) {
            return with(path, MAPPER.createArrayNode().add(value));
        }
        if (!(array.get() instanceof Sequence)) {
            throw new UnreadableText(String.join(".", path) + " is no array");
        }
        return inserted(array.get(), "", value);
    }

    private int depthOf(List<String> path) {
        int known = 0;
        while (node(path.subList(0, known + 1)).isPresent()) {
            known++;
        }
        return known;
    }

    private JsoncText inserted(JsoncNode parent, String name, JsonNode value) {
        boolean isFlat = text.substring(parent.start(), parent.end()).indexOf('\n') < 0;
        if (parent.items().isEmpty()) {
            String outer = indentAt(parent.start());
            String inner = newline() + outer + unit() + name + written(value, outer + unit());
            int open = parent.start() + 1;
            boolean isEmpty = text.substring(open, parent.end() - 1).isBlank();
            return isEmpty ? spliced(open, parent.end() - 1, inner + newline() + outer) : spliced(open, open, inner);
        }
        int last = parent.items().getLast().value().end();
        int behind = JsoncReader.afterBlanks(text, last);
        boolean hasComma = text.charAt(behind) == ',';
        String indent = indentAt(parent.items().getLast().start());
        String addition = isFlat ? " " + name + value : newline() + indent + name + written(value, indent);
        int place = withoutBlanks(parent.end() - 1);
        return hasComma
                ? spliced(place, place, addition + ",")
                : new JsoncText(
                        text.substring(0, last) + "," + text.substring(last, place) + addition + text.substring(place));
    }

    /// The text without the value at a path, and without what separates it.
    public JsoncText without(List<String> path) {
        JsoncNode parent = node(path.subList(0, path.size() - 1)).orElseThrow();
        List<? extends Item> items = parent.items();
        JsoncNode value = node(path).orElseThrow();
        int index = 0;
        while (items.get(index).value().start() != value.start()) {
            index++;
        }
        int end = value.end();
        int behind = JsoncReader.afterBlanks(text, end);
        boolean hasComma = text.charAt(behind) == ',';
        int start = items.get(index).start();
        if (items.size() == 1) {
            int stop = hasComma ? behind + 1 : end;
            boolean wasAlone = text.substring(parent.start() + 1, start).isBlank()
                    && text.substring(stop, parent.end() - 1).isBlank();
            return wasAlone
                    ? spliced(parent.start() + 1, parent.end() - 1, "")
                    : spliced(withoutBlanks(start), stop, "");
        }
        if (hasComma) {
            return spliced(withoutBlanks(start), behind + 1, "");
        }
        int comma = text.lastIndexOf(',', start);
        int before = items.get(index - 1).value().end();
        int separator = JsoncReader.afterBlanks(text, before);
        int cut = Math.max(separator + 1, withoutBlanks(start));
        return comma < before
                ? spliced(cut, end, "")
                : new JsoncText(
                        text.substring(0, separator) + text.substring(separator + 1, cut) + text.substring(end));
    }

    private JsoncText spliced(int start, int end, String replacement) {
        return new JsoncText(text.substring(0, start) + replacement + text.substring(end));
    }

    /// The index behind the last character in front that is no blank.
    private int withoutBlanks(int from) {
        int index = from;
        while (index > 0 && " \t\r\n".indexOf(text.charAt(index - 1)) >= 0) {
            index--;
        }
        return index;
    }

    private String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /// The indentation of one level.
    private String unit() {
        Matcher first = INDENTED.matcher(text);
        return first.find() ? first.group(1) : "  ";
    }

    /// The indentation of the line of a character.
    private String indentAt(int index) {
        int start = text.lastIndexOf('\n', index - 1) + 1;
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    /// The value as text; objects have a line for each member.
    private String written(JsonNode value, String indent) {
        boolean isFlat = value.isValueNode()
                || value.isEmpty()
                || (value.isArray() && !value.get(0).isContainerNode());
        if (isFlat) {
            return flat(value);
        }
        String inner = indent + unit();
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> parts.add(inner + written(element, inner)));
        } else {
            value.properties()
                    .forEach(member -> parts.add(inner + MAPPER.getNodeFactory().textNode(member.getKey()) + ": "
                            + written(member.getValue(), inner)));
        }
        String body = newline() + String.join("," + newline(), parts) + newline() + indent;
        return value.isArray() ? "[" + body + "]" : "{" + body + "}";
    }

    private static String flat(JsonNode value) {
        if (!value.isArray()) {
            return value.toString();
        }
        List<String> parts = new ArrayList<>();
        value.forEach(element -> parts.add(element.toString()));
        return "[" + String.join(", ", parts) + "]";
    }
}
