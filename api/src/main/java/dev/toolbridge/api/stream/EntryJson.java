package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.api.journal.JournalEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import java.util.Optional;

/// Entries of the journal as clients read them. Payloads are passed through as they are stored.
///
/// @param include the part that was asked for, so that an absent one was left out
public record EntryJson(Include include) {

    /// Writes an entry.
    public void write(JournalEntry entry, JsonParts out) {
        out.add("{\"seq\":" + entry.seq() + ",\"type\":\"" + entry.type() + "\",\"uid\":\"" + entry.uid());
        out.add("\",\"version\":" + entry.version() + ",\"operation\":").add(Json.bytes(entry.operation()));
        out.add(",\"at\":\"" + Times.rfc3339(entry.at().toEpochMilli()) + "\",\"actor\":")
                .add(entry.author());
        out.add(",\"correlation_id\":").add(Json.bytes(entry.correlationId()));
        out.add(",\"changed\":").add(entry.changed());
        switch (include) {
            case NOTHING -> {}
            case PAYLOAD -> add("payload", entry.payload(), out);
            case PATCH -> add("patch", EntryPatch.of(entry), out);
        }
        out.add("}");
    }

    byte[] bytes(JournalEntry entry) {
        var parts = new JsonParts();
        write(entry, parts);
        return parts.joined();
    }

    private static void add(String name, Optional<byte[]> part, JsonParts out) {
        part.ifPresentOrElse(json -> out.add(",\"" + name + "\":").add(json), () -> out.add(",\"omitted\":true"));
    }
}
