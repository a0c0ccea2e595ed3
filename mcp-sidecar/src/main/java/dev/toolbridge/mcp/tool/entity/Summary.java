package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.stored.Excerpt.Limits;
import dev.toolbridge.mcp.tool.result.Payloads;
import dev.toolbridge.service.json.Json;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The part of an item that a list shows: its named fields and its state, in brief; chosen fields, within the
/// limit of one answer; or everything.
final class Summary {
    private final Set<String> shown;
    private final Set<String> whole;
    private final boolean full;

    /// @param chosen the fields to show whole, by the assistant's names
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

    /// The item as a list shows it.
    ObjectNode of(ObjectNode item) {
        ObjectNode payload = Payloads.of(item);
        Excerpt excerpt = full
                ? Excerpt.of(payload)
                : Excerpt.of(Payloads.only(shown, payload), name -> whole.contains(name) ? Limits.WHOLE : Limits.BRIEF);
        ObjectNode summary = Json.object().setAll(item);
        summary.set("payload", excerpt.fields());
        excerpt.tell(summary);
        return summary;
    }

    /// Tells if nobody asked for the whole of a field.
    boolean isBrief(String field) {
        return !full && !whole.contains(field);
    }

    /// The fields that archiving and the type's actions set.
    private static Stream<String> state(EntityType type) {
        return Stream.concat(Stream.of(type.archive()), type.actions().values().stream())
                .map(Edit::fields)
                .map(Map::keySet)
                .flatMap(Collection::stream);
    }
}
