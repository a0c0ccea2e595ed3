package dev.toolbridge.moving.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.moving.text.SourceTimes;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The values of named fields, of the texts that a table has for them.
final class Converted {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(?:\\.\\d{1,30})?");

    private Converted() {}

    /// The value, or nothing if a field of that type cannot hold it.
    static Optional<JsonNode> of(FieldType type, JsonNode value) {
        String text = value.asText("").strip();
        return switch (type) {
            case TEXT -> value.isValueNode() ? Optional.of(TextNode.valueOf(value.asText())) : Optional.empty();
            case TEXTS -> texts(value);
            case FLAG -> flag(text.toLowerCase(Locale.ROOT));
            case NUMBER -> value.isNumber() ? Optional.of(value) : number(text);
            case UID -> UidForm.read(text).map(uid -> TextNode.valueOf(uid.toString()));
            case TIME -> SourceTimes.iso(text).map(time -> TextNode.valueOf(text));
        };
    }

    private static Optional<JsonNode> texts(JsonNode value) {
        var texts = JsonNodeFactory.instance.arrayNode();
        if (value.isArray()) {
            value.forEach(texts::add);
        } else {
            SEPARATOR
                    .splitAsStream(value.asText("").strip())
                    .filter(text -> !text.isEmpty())
                    .forEach(texts::add);
        }
        return texts.valueStream().allMatch(JsonNode::isTextual) && !value.isObject()
                ? Optional.of(texts)
                : Optional.empty();
    }

    private static Optional<JsonNode> flag(String text) {
        return switch (text) {
            case "true", "yes", "1", "x" -> Optional.of(BooleanNode.TRUE);
            case "false", "no", "0" -> Optional.of(BooleanNode.FALSE);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(DecimalNode.valueOf(new BigDecimal(text)))
                : Optional.empty();
    }
}
