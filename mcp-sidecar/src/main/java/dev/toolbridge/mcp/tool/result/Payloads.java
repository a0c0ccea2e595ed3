package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.SyncFields;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Set;

/// Parts of the payloads of items.
public final class Payloads {

    /// The API's fields in every payload for clients that synchronise; an assistant has no use for them.
    private static final List<String> BOOKKEEPING = List.of("uid", "updatedTs", "updateTime", "sync");

    private static final List<String> MIRRORED =
            List.of("version", "isDirty", "isDeleted", "remoteUpdatedAt", "lastSyncedAt");

    private Payloads() {}

    /// The payload of an item; empty when it has none.
    public static ObjectNode of(JsonNode item) {
        return item.path("payload") instanceof ObjectNode fields ? fields : Json.object();
    }

    /// The named fields that the payload has.
    public static ObjectNode only(Set<String> names, ObjectNode payload) {
        var some = Json.object();
        payload.properties().stream()
                .filter(field -> names.contains(field.getKey()))
                .forEach(field -> some.set(field.getKey(), field.getValue()));
        return some;
    }

    /// The fields that people and programs wrote.
    static ObjectNode written(EntityType type, ObjectNode payload) {
        ObjectNode written = Json.object().setAll(payload);
        written.remove(BOOKKEEPING);
        return type.syncFields() == SyncFields.MIRRORED ? written.remove(MIRRORED) : written;
    }
}
