package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.journal.JournalEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;

/// Entries of the journal as clients read them. Payloads are passed through as they are stored.
///
/// @param hasPayloads true when payloads were asked for, so that an absent one was left out
record EntryJson(boolean hasPayloads) {
    void write(JournalEntry entry, JsonParts out) {
        out.add("{\"seq\":" + entry.seq() + ",\"type\":\"" + entry.type() + "\",\"uid\":\"" + entry.uid());
        out.add("\",\"version\":" + entry.version() + ",\"operation\":").add(Json.bytes(entry.operation()));
        out.add(",\"at\":\"" + Times.rfc3339(entry.at().toEpochMilli()) + "\",\"actor\":")
                .add(entry.author());
        out.add(",\"correlation_id\":").add(Json.bytes(entry.correlationId()));
        out.add(",\"changed\":").add(entry.changed());
        entry.payload().ifPresent(payload -> out.add(",\"payload\":").add(payload));
        out.add(hasPayloads && entry.payload().isEmpty() ? ",\"omitted\":true}" : "}");
    }

    byte[] bytes(JournalEntry entry) {
        var parts = new JsonParts();
        write(entry, parts);
        return parts.joined();
    }
}
