package dev.toolbridge.api.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// One entry of the journal.
///
/// @param seq its place in the order of commits of the space
/// @param version the item's version after it
/// @param operation the operation, such as `create` or `process:complete`
/// @param at the time of the commit
/// @param author JSON object with the facts and claims of its author
/// @param correlationId correlation id of the request that made it
/// @param metadata JSON object that the client sent with the action, if any
/// @param payload JSON of the item's payload after it, empty if it was not read
public record Change(
        long seq,
        long version,
        String operation,
        Instant at,
        byte[] author,
        String correlationId,
        Optional<byte[]> metadata,
        byte[] payload) {

    /// The item after it, whose times are in the payload.
    public Item item(UUID uid) {
        var stored = new Payload(payload);
        ObjectNode fields = stored.fields();
        long updatedAtMs = Times.parse(fields.path("updatedTs")).orElseGet(at::toEpochMilli);
        JsonNode sync = fields.path("sync");
        OptionalLong deletedAtMs = sync.path("isDeleted").asBoolean()
                ? OptionalLong.of(Times.parse(sync.path("deletedAt")).orElse(updatedAtMs))
                : OptionalLong.empty();
        return new Item(uid, version, updatedAtMs, deletedAtMs, stored);
    }
}
