package dev.toolbridge.api.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.service.json.Json;

/// An item as an archive shows it.
public record ArchivedItem(Item item, long createdAtMs) {

    /// Its line: the item as REST shows it, with the time of its creation.
    byte[] line() {
        ObjectNode head = Json.object()
                .put("uid", item.uid().toString())
                .put("version", item.version())
                .put("updatedAt", Times.rfc3339(item.updatedAtMs()));
        item.deletedAtMs().ifPresent(time -> head.put("deletedAt", Times.rfc3339(time)));
        head.put("createdAt", Times.rfc3339(createdAtMs));
        return JsonLine.of(head, item.payload().json());
    }
}
