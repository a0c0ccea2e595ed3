package dev.toolbridge.api.conflict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A conflict as it is stored.
///
/// @param place its place in the order of time
/// @param texts the fields on each side
/// @param by the authors of both sides, as the journal has them
/// @param settled the settlement, if somebody has settled it
public record StandingConflict(
        EntityType type,
        UUID uid,
        long version,
        String kind,
        long place,
        Texts texts,
        By by,
        Optional<Settled> settled) {
    private static final long MICROSECONDS = 1_000;

    /// The fields on each side; a side is empty if it was a deletion, or if the journal did not have it.
    public record Texts(Optional<ObjectNode> base, Optional<ObjectNode> kept, Optional<ObjectNode> lost) {}

    /// The authors of the kept and of the lost side.
    public record By(JsonNode kept, JsonNode lost) {}

    /// The end of a conflict.
    ///
    /// @param taken the side that was taken: kept, lost or merged
    /// @param by the user who settled it
    public record Settled(String taken, Instant at, String by) {}

    /// The conflict as clients read it.
    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("type", type.name())
                .put("uid", uid.toString())
                .put("version", version)
                .put("kind", kind)
                .put("at", Times.rfc3339(place / MICROSECONDS));
        put(json, "base", texts.base());
        put(json, "kept", texts.kept());
        put(json, "lost", texts.lost());
        json.set("keptBy", by.kept());
        json.set("lostBy", by.lost());
        settled.ifPresent(end -> json.put("taken", end.taken())
                .put("resolvedAt", Times.rfc3339(end.at().toEpochMilli()))
                .put("resolvedBy", end.by()));
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<ObjectNode> fields) {
        fields.ifPresentOrElse(one -> json.set(name, one), () -> json.putNull(name));
    }
}
