package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// An item as a reader makes it. Its payload names other items by their final uids already, since a uid follows from
/// the source's id alone.
///
/// @param format the reader's format
/// @param id the source's own id of it, or its path; unique in its format
/// @param parent the source's id of the item that it is kept under
/// @param created the time at which it was made there
/// @param updated the time of its last change there
/// @param hash the hash of the payload as it came
public record ImportedItem(
        EntityType type,
        String format,
        String id,
        Optional<String> parent,
        ObjectNode payload,
        Optional<Instant> created,
        Optional<Instant> updated,
        String hash) {

    public UUID uid() {
        return SourceUid.of(format, id);
    }

    public Optional<UUID> parentUid() {
        return parent.map(id -> SourceUid.of(format, id));
    }

    /// The payload with its uid and the field that the next import compares with.
    public ObjectNode payload(Instant at) {
        ObjectNode whole = payload.deepCopy();
        whole.put("uid", uid().toString());
        whole.putObject("imported")
                .put("format", format)
                .put("id", id)
                .put("hash", hash)
                .put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        return whole;
    }

    /// True when the stored payload is still as an import left it.
    public static boolean untouched(ObjectNode stored) {
        return PayloadHash.of(stored)
                .equals(stored.path("imported").path("hash").asText());
    }
}
