package dev.toolbridge.moving.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.FieldMap;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.SourceFields;
import dev.toolbridge.moving.text.SourceTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Makes items of rows. A value that a named field cannot hold refuses its row.
record MappedRows(FieldMap map, String path, ItemOutput items) {
    private static final Set<String> TIMES = Set.of("created", "updated");

    /// The place of a row.
    String where(int number) {
        return path + "#" + number;
    }

    void give(ObjectNode row, int number) {
        String where = where(number);
        var draft = Draft.of(map.type().name(), id(row, where), where);
        for (var cell : row.properties()) {
            String target = map.target(cell.getKey());
            boolean named = map.fields().containsKey(cell.getKey());
            if (target.equals(FieldMap.NOWHERE)
                    || (named && target.equals("id"))
                    || cell.getValue().isNull()) {
                continue;
            }
            if (!put(draft, target, named, cell.getValue())) {
                items.refused("row", where, target + " cannot hold " + cell.getValue());
                return;
            }
        }
        if (!draft.has("taskListUid") && map.type().field("taskListUid").isPresent()) {
            items.options().into().ifPresent(list -> draft.text("taskListUid", list.toString()));
        }
        items.give(draft);
    }

    void refused(int number, String reason) {
        items.refused("row", where(number), reason);
    }

    /// The id that the map names, or the row's place.
    private String id(ObjectNode row, String where) {
        return map.fields().entrySet().stream()
                .filter(entry -> entry.getValue().equals("id"))
                .map(entry -> row.path(entry.getKey()).asText(""))
                .filter(id -> !id.isBlank())
                .findFirst()
                .orElse(where);
    }

    private boolean put(Draft draft, String target, boolean mapped, JsonNode value) {
        if (mapped && TIMES.contains(target)) {
            return time(draft, target, value);
        }
        Optional<Field> field = map.type().field(target);
        if (field.isEmpty()) {
            SourceFields.add(draft, target, value);
            return true;
        }
        Optional<JsonNode> converted = Converted.of(field.get().type(), value);
        converted.ifPresent(node -> draft.value(target, node));
        return converted.isPresent();
    }

    private static boolean time(Draft draft, String target, JsonNode value) {
        Optional<Instant> time = value.isTextual() ? SourceTimes.iso(value.textValue()) : SourceTimes.seconds(value);
        if (time.isPresent() && target.equals("created")) {
            draft.created(time);
        } else if (time.isPresent()) {
            draft.updated(time);
        }
        return time.isPresent();
    }
}
