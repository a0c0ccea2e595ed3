package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.api.item.decision.StateElsewhere;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A line of an archive: an item, or a change of one.
///
/// @param fields all members of the line
record ArchivedLine(UUID uid, long version, long updatedAtMs, JsonNode fields) {
    private static final List<String> NOTED = List.of("operation", "at", "by", "metadata");

    /// Reads a line; empty if it is neither an item nor a change.
    static Optional<ArchivedLine> of(byte[] line) {
        try {
            JsonNode fields = Json.parse(line);
            Optional<UUID> uid = Uids.parse(fields.path("uid"));
            OptionalLong updatedAtMs = Times.parse(fields.path("updatedAt"));
            boolean isItem = uid.isPresent()
                    && updatedAtMs.isPresent()
                    && fields.path("version").canConvertToLong()
                    && fields.path("payload") instanceof ObjectNode;
            return isItem
                    ? Optional.of(new ArchivedLine(
                            uid.get(), fields.path("version").asLong(), updatedAtMs.getAsLong(), fields))
                    : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /// The item, to be stored.
    ///
    /// @param noted the facts of its last change in the journal that it comes from
    /// @param createdAtMs the time of its creation, which only items have
    IncomingItem arrival(EntityType type, Optional<JsonNode> noted, OptionalLong createdAtMs) {
        var origin = new StateElsewhere(version, updatedAtMs, time("deletedAt"), createdAtMs, Optional.empty(), noted);
        return new IncomingItem(type, uid, origin, Json.text(fields.get("payload")));
    }

    /// The facts that only a journal has.
    JsonNode noted() {
        ObjectNode noted = Json.object();
        NOTED.stream().filter(fields::has).forEach(name -> noted.set(name, fields.get(name)));
        return noted;
    }

    OptionalLong createdAtMs() {
        return time("createdAt");
    }

    private OptionalLong time(String name) {
        return Times.parse(fields.path(name));
    }
}
