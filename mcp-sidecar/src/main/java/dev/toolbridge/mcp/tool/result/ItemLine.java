package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.stored.StoredText;
import java.util.List;
import java.util.function.Predicate;

/// An item as one line of a list: what identifies it, and its fields as JSON, which no stored text can leave. The
/// structure beside the text has more of it.
final class ItemLine {

    /// The characters of a text beside a title, which says enough to recognise the item.
    private static final int BESIDE_TITLE_MAX = 32;

    private static final List<String> TITLES = List.of("title", "name");

    private ItemLine() {}

    /// @param isBrief tells if a field is shown in brief
    static String of(EntityType type, ObjectNode item, Predicate<String> isBrief) {
        ObjectNode written = Payloads.written(type, Payloads.of(item));
        return "%s v%s%s %s%s%s"
                .formatted(
                        item.path("uid").asText(),
                        item.path("version").asLong(),
                        deletion(item),
                        StoredText.line(brief(written, isBrief)),
                        Dates.brief(type, written),
                        more(item));
    }

    private static String deletion(ObjectNode item) {
        return item.has("deletedAt") ? " deleted " + item.path("deletedAt").asText() : "";
    }

    private static String more(ObjectNode item) {
        return item.has("leftOut") ? " and " + item.path("leftOut").asInt() + " more fields" : "";
    }

    private static ObjectNode brief(ObjectNode fields, Predicate<String> isBrief) {
        boolean hasTitle =
                TITLES.stream().anyMatch(name -> !fields.path(name).asText().isBlank());
        ObjectNode brief = fields.deepCopy();
        if (hasTitle) {
            fields.propertyStream()
                    .filter(field -> field.getValue().isTextual()
                            && !TITLES.contains(field.getKey())
                            && isBrief.test(field.getKey()))
                    .forEach(field -> brief.put(
                            field.getKey(),
                            StoredText.shortened(field.getValue().textValue(), BESIDE_TITLE_MAX)));
        }
        return brief;
    }
}
