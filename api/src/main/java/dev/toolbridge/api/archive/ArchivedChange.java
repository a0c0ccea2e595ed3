package dev.toolbridge.api.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.decision.StateElsewhere;
import dev.toolbridge.service.json.Json;
import java.util.Optional;
import java.util.UUID;

/// A change as an archive shows it. One that was imported is shown as the archive showed it that it came from, so that
/// nothing is lost on the way; the journal here says who imported it.
///
/// @param at the time of its commit
/// @param updatedAt the time of the item after it
/// @param deletedAt the time of the item's deletion, if it was deleted then
/// @param actor the JSON of its author
/// @param metadata the JSON of its metadata, if it has any
/// @param payload the JSON of the payload after it
public record ArchivedChange(
        UUID uid,
        long version,
        String operation,
        String at,
        String updatedAt,
        Optional<String> deletedAt,
        String actor,
        Optional<String> metadata,
        byte[] payload) {

    /// Its line.
    byte[] line() {
        Optional<JsonNode> more = metadata.map(Json::stored);
        Optional<JsonNode> imported = more.map(facts -> facts.get(StateElsewhere.IMPORTED));
        ObjectNode head = Json.object().put("uid", uid.toString()).put("version", version);
        if (imported.isPresent()) {
            putImported(head, imported.get());
        } else {
            head.put("operation", operation).put("at", at).put("updatedAt", updatedAt);
            deletedAt.ifPresent(time -> head.put("deletedAt", time));
            head.set("by", Json.stored(actor));
            more.ifPresent(facts -> head.set("metadata", facts));
        }
        return JsonLine.of(head, payload);
    }

    private void putImported(ObjectNode head, JsonNode imported) {
        boolean isNoted = imported.path("noted") instanceof ObjectNode;
        JsonNode noted = imported.path("noted");
        head.put("operation", isNoted ? noted.path("operation").asText() : operation);
        head.put("at", isNoted ? noted.path("at").asText() : at);
        head.set("updatedAt", imported.get("updatedAt"));
        if (imported.has("deletedAt")) {
            head.set("deletedAt", imported.get("deletedAt"));
        }
        head.set("by", isNoted ? noted.get("by") : Json.stored(actor));
        if (noted.has("metadata")) {
            head.set("metadata", noted.get("metadata"));
        }
    }
}
