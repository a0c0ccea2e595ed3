package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The newest changes of the caller's space as one resource, newest first: change, time and address.
final class RecentChanges {
    static final String URI = ItemAddress.SCHEME + "changes";
    static final String MEDIA_TYPE = "application/json";
    static final int COUNT = 50;

    private static final int TEXT_LENGTH_MAX = 200;

    private RecentChanges() {}

    static Resource definition() {
        return Resource.builder(URI, "changes")
                .title("Recent changes")
                .description("The " + COUNT + " newest changes, newest first.")
                .mimeType(MEDIA_TYPE)
                .build();
    }

    /// The text of the resource, of those types only.
    static String text(ObjectNode page, List<EntityType> types) {
        ObjectNode text = StoredText.marked();
        var list = text.putArray("changes");
        Stream.concat(
                        page.path("upserts").valueStream().flatMap(item -> stored(item, types).stream()),
                        page.path("deletes").valueStream().flatMap(item -> deleted(item, types).stream()))
                .sorted(Comparator.comparing(RecentChanges::changedAt).reversed())
                .forEach(list::add);
        return StoredText.line(text);
    }

    private static Optional<ObjectNode> stored(JsonNode payload, List<EntityType> types) {
        return entry(payload.at("/sync/type"), payload, types)
                .map(entry -> entry.put("version", payload.at("/sync/version").asLong())
                        .put("changed_at", inline(payload.path("updateTime"))));
    }

    private static Optional<ObjectNode> deleted(JsonNode item, List<EntityType> types) {
        return entry(item.path("type"), item, types)
                .map(entry -> entry.put("deleted", true).put("changed_at", inline(item.path("deletedAt"))));
    }

    private static Optional<ObjectNode> entry(JsonNode typeName, JsonNode item, List<EntityType> types) {
        return ItemAddress.ofItem(typeName.asText(), item.path("uid").asText())
                .filter(address -> types.contains(address.type()))
                .map(address -> described(address, item));
    }

    private static ObjectNode described(ItemAddress address, JsonNode item) {
        var entry = Json.object()
                .put("uri", address.uri())
                .put("type", address.type().name());
        String title = address.type().fields().getFirst().name();
        if (item.path(title).isTextual()) {
            entry.put("title", inline(item.path(title)));
        }
        return entry;
    }

    private static String inline(JsonNode stored) {
        return StoredText.inline(stored.asText(), TEXT_LENGTH_MAX);
    }

    private static Instant changedAt(ObjectNode entry) {
        try {
            return Instant.parse(entry.path("changed_at").asText());
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }
}
