package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.service.json.Json;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The state of an item in the store that it comes from, beside its payload.
///
/// @param version its version there; [#NO_VERSION] if that store has none, and then our own fields are set here
/// @param createdAtMs the time of its creation, if that store knows it
/// @param parentUid its parent, if that store keeps it beside the payload
/// @param noted the facts of its entry in the journal of that store, if there is one
public record StateElsewhere(
        long version,
        long updatedAtMs,
        OptionalLong deletedAtMs,
        OptionalLong createdAtMs,
        Optional<UUID> parentUid,
        Optional<JsonNode> noted) {

    /// The version of items from a store without versions.
    public static final long NO_VERSION = 0;

    /// The member of a change's metadata that says where an imported change comes from.
    public static final String IMPORTED = "imported";

    /// The state as the journal keeps it: the payload alone may have no times, or others.
    ObjectNode json() {
        ObjectNode metadata = Json.object();
        ObjectNode imported = metadata.putObject(IMPORTED).put("updatedAt", Times.rfc3339(updatedAtMs));
        deletedAtMs.ifPresent(time -> imported.put("deletedAt", Times.rfc3339(time)));
        noted.ifPresent(facts -> imported.set("noted", facts));
        return metadata;
    }

    /// The state of an item without a journal.
    public StateElsewhere(long version, long updatedAtMs, OptionalLong deletedAtMs) {
        this(version, updatedAtMs, deletedAtMs, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }
}
