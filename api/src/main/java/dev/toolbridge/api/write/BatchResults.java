package dev.toolbridge.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// The results of a planned batch, in the order of its operations. An operation with a condition has one for each item
/// that it matches, and a single one without a uid if it is refused as a whole.
///
/// @param failedAt the place of the operation whose refusal has undone all others
public record BatchResults(List<Entry> entries, OptionalInt failedAt) {

    /// Room for the parts of an entry that are not its payload.
    private static final int ENTRY_BYTES = 160;

    public BatchResults {
        entries = List.copyOf(entries);
    }

    /// The result of one write.
    ///
    /// @param place the place of its operation in the batch, from 0
    /// @param uid the item; empty if the operation did not come as far as to know it
    public record Entry(int place, Optional<UUID> uid, Outcome outcome) {

        private boolean isDone() {
            return !(outcome instanceof Outcome.Refused);
        }
    }

    /// Tells if any operation was carried out.
    public boolean areAnyDone() {
        return entries.stream().anyMatch(Entry::isDone);
    }

    /// The bytes of payloads that the answer shows.
    public long bytes() {
        return entries.stream().mapToLong(entry -> entry.outcome().bytes()).sum();
    }

    byte[] receipt() {
        long bytes = bytes() + (long) entries.size() * ENTRY_BYTES;
        return ReceiptForm.write(Math.toIntExact(bytes), out -> {
            out.writeInt(entries.size());
            for (Entry entry : entries) {
                write(entry, out);
            }
        });
    }

    /// The results that a receipt keeps: a batch that failed as a whole has none.
    static BatchResults of(byte[] receipt) {
        return ReceiptForm.read(receipt, in -> {
            int count = in.readInt();
            var entries = new ArrayList<Entry>(count);
            for (int read = 0; read < count; read++) {
                entries.add(read(in));
            }
            return new BatchResults(entries, OptionalInt.empty());
        });
    }

    private static void write(Entry entry, DataOutputStream out) throws IOException {
        out.writeInt(entry.place());
        out.writeBoolean(entry.uid().isPresent());
        if (entry.uid().isPresent()) {
            out.writeLong(entry.uid().get().getMostSignificantBits());
            out.writeLong(entry.uid().get().getLeastSignificantBits());
        }
        OutcomeForm.write(entry.outcome(), out);
        if (entry.outcome() instanceof Outcome.Refused refused) {
            OutcomeForm.writeBytes(Json.bytes(refused.refusal().facts()), out);
        }
    }

    private static Entry read(DataInputStream in) throws IOException {
        int place = in.readInt();
        Optional<UUID> uid = in.readBoolean() ? Optional.of(new UUID(in.readLong(), in.readLong())) : Optional.empty();
        Outcome outcome = OutcomeForm.read(in);
        return new Entry(place, uid, outcome instanceof Outcome.Refused refused ? withFacts(refused, in) : outcome);
    }

    private static Outcome.Refused withFacts(Outcome.Refused refused, DataInputStream in) throws IOException {
        Refusal refusal = refused.refusal();
        for (Map.Entry<String, JsonNode> fact :
                Json.parse(OutcomeForm.readBytes(in)).properties()) {
            refusal = refusal.fact(fact.getKey(), fact.getValue());
        }
        return new Outcome.Refused(refusal, refused.sent());
    }
}
