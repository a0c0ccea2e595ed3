package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.service.json.Json;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How much of an item a list shows: its named fields and its state, long texts cut; chosen fields whole; or all.
final class Summary {
    private static final int TEXT_LENGTH_MAX = 200;
    private static final int ENTRIES_MAX = 20;

    private final Set<String> shown;
    private final Set<String> whole;
    private final boolean full;

    /// @param chosen fields to show whole, as an assistant names them
    Summary(EntityType type, List<String> chosen, boolean full) {
        var names = new Names(type);
        this.whole = chosen.stream().map(names::inPayload).collect(Collectors.toUnmodifiableSet());
        this.shown = Stream.of(
                        type.fields().stream().map(Field::name),
                        state(type),
                        chosen.stream().map(names::inPayload))
                .flatMap(part -> part)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.full = full;
    }

    ObjectNode of(ObjectNode item) {
        return full || !(item.path("payload") instanceof ObjectNode payload) ? item : shortened(item, payload);
    }

    private ObjectNode shortened(ObjectNode item, ObjectNode payload) {
        var fields = Json.object();
        var cut = Json.mapper().createArrayNode();
        for (String name : shown) {
            JsonNode value = payload.path(name);
            JsonNode brief = whole.contains(name) ? value : brief(value);
            if (!value.isMissingNode()) {
                fields.set(name, brief);
            }
            if (!brief.equals(value)) {
                cut.add(name);
            }
        }
        ObjectNode summary = Json.object().setAll(item);
        summary.set("payload", fields);
        return cut.isEmpty() ? summary : summary.set("cut", cut);
    }

    /// The value itself when it is short, else its beginning.
    private static JsonNode brief(JsonNode value) {
        if (value.isTextual() && value.textValue().length() > TEXT_LENGTH_MAX) {
            return TextNode.valueOf(beginning(value.textValue()) + "…");
        }
        if (value.isArray() && value.size() > ENTRIES_MAX) {
            var some = Json.mapper().createArrayNode();
            value.valueStream().limit(ENTRIES_MAX).forEach(some::add);
            return some;
        }
        return value;
    }

    /// Never ends within a character of two units.
    private static String beginning(String text) {
        int end = Character.isHighSurrogate(text.charAt(TEXT_LENGTH_MAX - 1)) ? TEXT_LENGTH_MAX - 1 : TEXT_LENGTH_MAX;
        return text.substring(0, end);
    }

    /// The fields that archiving and the type's actions set.
    private static Stream<String> state(EntityType type) {
        return Stream.concat(Stream.of(type.archive()), type.actions().values().stream())
                .map(Edit::fields)
                .map(Map::keySet)
                .flatMap(Collection::stream);
    }
}
