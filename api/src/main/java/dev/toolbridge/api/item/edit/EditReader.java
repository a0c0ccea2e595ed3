package dev.toolbridge.api.item.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads edits, and refuses members that it does not know.
final class EditReader {

    private static final List<String> FIND_TEXT = List.of("find", "text");
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "replace", List.of("find", "text", "count"),
            "before", FIND_TEXT,
            "after", FIND_TEXT,
            "append", List.of("text"),
            "prepend", List.of("text"),
            "section", List.of("heading", "text", "part"));
    private static final String OPERATIONS = "one of replace, before, after, append, prepend, section";
    private static final String PART = "part";

    private final String place;
    private final ObjectNode members;

    private EditReader(String place, ObjectNode members) {
        this.place = place;
        this.members = members;
    }

    static Edits read(ObjectNode body) {
        String expected = "a list of 1 to " + Edits.EDITS_MAX + " edits";
        if (!(body.get(Edits.EDITS) instanceof ArrayNode list) || list.isEmpty() || list.size() > Edits.EDITS_MAX) {
            throw invalid(Edits.EDITS, expected);
        }
        if (body.size() > 1) {
            throw invalid("body", "an object with the one member " + Edits.EDITS);
        }
        var edits = new ArrayList<ExactEdit>();
        for (JsonNode edit : list) {
            String place = Edits.EDITS + "[" + edits.size() + "]";
            if (!(edit instanceof ObjectNode members)) {
                throw invalid(place, "an object");
            }
            edits.add(new EditReader(place, members).edit());
        }
        return new Edits(edits);
    }

    private ExactEdit edit() {
        String operation = members.path("op").asText("");
        List<String> names = MEMBERS.get(operation);
        if (names == null) {
            throw invalid(place + ".op", OPERATIONS);
        }
        requireOnly(Stream.concat(Stream.of("op", "field"), names.stream()).toList());
        String field = field();
        return switch (operation) {
            case "replace" -> new ExactEdit.Replace(field, find(), text("text"), count());
            case "before" -> new ExactEdit.Before(field, find(), text("text"));
            case "after" -> new ExactEdit.After(field, find(), text("text"));
            case "append" -> new ExactEdit.Append(field, text("text"));
            case "prepend" -> new ExactEdit.Prepend(field, text("text"));
            default -> new ExactEdit.Section(field, heading(), text("text"), isWhole());
        };
    }

    private void requireOnly(List<String> names) {
        members.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.of(ErrorCode.INVALID_FIELD, "unknown field " + place + "." + name)
                            .fact("field", place + "." + name)
                            .fact("expected", names.stream().collect(Collectors.joining(", ", "one of ", "")));
                });
    }

    private String field() {
        String field = text("field");
        if (field.isEmpty() || field.length() > Edits.FIELD_MAX) {
            throw invalid(place + ".field", "the name of a text field");
        }
        return field;
    }

    private String find() {
        String find = text("find");
        if (find.isEmpty() || find.length() > Edits.FIND_MAX) {
            throw invalid(place + ".find", "a text of 1 to " + Edits.FIND_MAX + " characters");
        }
        return find;
    }

    private String text(String name) {
        JsonNode value = members.path(name);
        if (!value.isTextual()) {
            throw invalid(place + "." + name, "text");
        }
        return value.textValue();
    }

    private int count() {
        JsonNode count = members.path("count");
        if (count.isMissingNode()) {
            return 1;
        }
        boolean isWhole =
                count.isNumber() && count.decimalValue().stripTrailingZeros().scale() <= 0;
        if (!isWhole || count.decimalValue().signum() <= 0 || count.doubleValue() > Edits.COUNT_MAX) {
            throw invalid(place + ".count", "a whole number from 1 to " + Edits.COUNT_MAX);
        }
        return count.intValue();
    }

    private List<String> heading() {
        JsonNode heading = members.path("heading");
        boolean isPath = heading.isArray()
                && !heading.isEmpty()
                && heading.size() <= Edits.HEADINGS_MAX
                && heading.valueStream().allMatch(JsonNode::isTextual);
        if (!isPath) {
            throw invalid(
                    place + ".heading", "the texts of 1 to " + Edits.HEADINGS_MAX + " headings, the outermost first");
        }
        return heading.valueStream().map(JsonNode::textValue).toList();
    }

    private boolean isWhole() {
        String part = members.path(PART).asText(members.has(PART) ? "" : "body");
        if (!part.equals("body") && !part.equals("whole")) {
            throw invalid(place + "." + PART, "body or whole");
        }
        return part.equals("whole");
    }

    private static Refusal invalid(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "field " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }
}
