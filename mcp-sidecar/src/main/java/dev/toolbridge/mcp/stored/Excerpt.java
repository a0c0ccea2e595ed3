package dev.toolbridge.mcp.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The part of a payload that one answer shows. Long texts are cut; if the payload is still too long, other
/// values are cut as well; fields for which no room is left are counted.
public final class Excerpt {

    /// The limits of one field.
    ///
    /// @param textLengthMax the characters of each text within it
    /// @param entriesMax the entries of each array within it
    public record Limits(int textLengthMax, int entriesMax) {
        /// The largest part of a text that a tool's result shows.
        public static final Limits WHOLE = new Limits(2_000, Integer.MAX_VALUE);

        /// Enough to recognise an item in a list.
        public static final Limits BRIEF = new Limits(200, 20);
    }

    /// The limit for payloads in one answer: it shows them twice, and leaves room for other members.
    public static final int TOKENS_MAX = Tokens.ANSWER_MAX / 2 - 300;

    private static final int NAME_LENGTH_MAX = 200;

    private final ObjectNode fields = Json.object();
    private final ObjectNode cut = Json.object();
    private int leftOut;
    private int tokensLeft = TOKENS_MAX;

    private Excerpt() {}

    /// The whole payload, within the limit of one answer.
    public static Excerpt of(ObjectNode payload) {
        return of(payload, _ -> Limits.WHOLE);
    }

    /// The part of each field within its own limits, and within the limit of one answer.
    ///
    /// @param limits the limits of a field of that name
    public static Excerpt of(ObjectNode payload, Function<String, Limits> limits) {
        List<Shown> fields = payload.propertyStream()
                .map(field -> Shown.of(field.getKey(), field.getValue(), limits.apply(field.getKey())))
                .toList();
        boolean surelyFits = fields.stream().mapToLong(Shown::costsAtMost).sum() <= TOKENS_MAX;
        var excerpt = new Excerpt();
        fields.forEach(surelyFits ? excerpt::add : excerpt::addCounted);
        return excerpt;
    }

    /// The fields as they are shown.
    public ObjectNode fields() {
        return fields;
    }

    /// Reports the fields that are not shown whole, so that a reader can ask for the rest.
    public void tell(ObjectNode structure) {
        if (!cut.isEmpty()) {
            structure.set("cut", cut);
        }
        if (leftOut > 0) {
            structure.put("leftOut", leftOut);
        }
    }

    /// The same report in words, if a field is not shown whole.
    ///
    /// @param tool the tool that reads the rest
    public Optional<String> remark(String tool) {
        if (cut.isEmpty() && leftOut == 0) {
            return Optional.empty();
        }
        String more = leftOut == 0 ? "" : " %s more fields are not shown.".formatted(leftOut);
        return Optional.of("What ends with %s is longer; %s reads one field on, with field and offset.%s"
                .formatted(StoredText.CUT, tool, more));
    }

    /// The text by which a value is read: its own if it is a text, else its JSON text.
    public static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.text(value);
    }

    private void addCounted(Shown field) {
        Shown fitting = field.costs() > tokensLeft ? field.brief() : field;
        int tokens = fitting.costs();
        if (tokens > tokensLeft) {
            leftOut++;
            return;
        }
        if (add(fitting)) {
            tokensLeft -= tokens;
        }
    }

    private boolean add(Shown field) {
        if (field.stored().length() > NAME_LENGTH_MAX) {
            leftOut++;
            return false;
        }
        fields.set(field.name(), field.shown());
        if (StoredText.isCut(field.shown())) {
            cut.put(field.name(), StoredText.lengthOf(text(field.value())));
        }
        return true;
    }

    /// A field within its limits.
    ///
    /// @param stored the name as it is stored
    /// @param name the name as it is shown
    /// @param value the value as it is stored
    /// @param shown the value as it is shown
    private record Shown(String stored, String name, JsonNode value, JsonNode shown) {
        private static final int PUNCTUATION_TOKENS = 4;

        /// The highest cost of a character, in any escaped form.
        private static final int CHARACTER_TOKENS_MAX = 6;

        static Shown of(String name, JsonNode value, Limits limits) {
            return new Shown(name, StoredText.shown(name), value, new Cutting(limits).of(value));
        }

        /// The beginning of its text.
        Shown brief() {
            String text = text(value);
            int length = Math.clamp(StoredText.lengthOf(text) - 1L, 0, Limits.BRIEF.textLengthMax());
            return new Shown(stored, name, value, TextNode.valueOf(StoredText.cut(text, length)));
        }

        /// The cost of a field; one that is cut is named once more.
        int costs() {
            return 2 * Tokens.of(name) + Tokens.of(Json.text(shown)) + PUNCTUATION_TOKENS;
        }

        /// A bound of the cost from lengths alone: most items are so small that no token needs to be counted.
        long costsAtMost() {
            return CHARACTER_TOKENS_MAX * (name.length() + lengthAtMost(shown)) + 2 * PUNCTUATION_TOKENS;
        }

        /// A length that at the highest cost for each character pays for the punctuation as well.
        private static long lengthAtMost(JsonNode value) {
            if (value.isContainerNode()) {
                long names = value.propertyStream()
                        .mapToLong(field -> field.getKey().length())
                        .sum();
                return 1
                        + names
                        + value.valueStream().mapToLong(Shown::lengthAtMost).sum();
            }
            return 1L + text(value).length();
        }
    }

    /// Shows a value within its limits.
    private record Cutting(Limits limits) {

        JsonNode of(JsonNode value) {
            if (value.isTextual()) {
                return TextNode.valueOf(text(value.textValue()));
            }
            if (value instanceof ArrayNode array) {
                return entries(array);
            }
            if (value instanceof ObjectNode object) {
                var fields = Json.object();
                object.properties().forEach(field -> fields.set(text(field.getKey()), of(field.getValue())));
                return fields;
            }
            return value;
        }

        private String text(String text) {
            return StoredText.cut(text, limits.textLengthMax());
        }

        private ArrayNode entries(ArrayNode array) {
            var entries = Json.mapper().createArrayNode();
            array.valueStream().limit(limits.entriesMax()).forEach(entry -> entries.add(of(entry)));
            return array.size() > limits.entriesMax() ? entries.add(StoredText.CUT) : entries;
        }
    }
}
