package dev.toolbridge.api.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.history.Difference;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.decision.Payloads;
import dev.toolbridge.api.journal.ChangeFilter;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.journal.JournalEntry;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.memory.Share;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The patch of an entry: the operations that turn the version before into the entry's own, in the fields
/// that clients write. A first version is compared with an object without fields; an entry that tells of the
/// space has no operations.
final class EntryPatch {
    private static final long FIRST = 1;
    private static final byte[] NOTHING = "[]".getBytes(StandardCharsets.US_ASCII);

    private EntryPatch() {}

    /// The JSON Patch; absent when one of the two versions was not read, or when it is too large.
    static Optional<byte[]> of(JournalEntry entry) {
        return entry.type().equals(ChangeFilter.SPACE)
                ? Optional.of(NOTHING)
                : Share.current().lend(() -> between(entry));
    }

    private static Optional<byte[]> between(JournalEntry entry) {
        EntityType type = Entities.named(entry.type());
        Optional<ObjectNode> from = entry.version() == FIRST
                ? Optional.of(Json.object())
                : entry.before().map(json -> content(type, json));
        return from.flatMap(before -> entry.payload().map(json -> Difference.between(before, content(type, json))))
                .map(difference -> Json.bytes(difference.patch()))
                .filter(patch -> patch.length <= Changes.PAYLOAD_BYTES_MAX);
    }

    private static ObjectNode content(EntityType type, byte[] json) {
        return Payloads.content(type, new Payload(json).fields());
    }
}
