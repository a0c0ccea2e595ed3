package dev.toolbridge.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// The report of an undo.
///
/// @param reverted the items with the fields that were taken back, as clients read it
/// @param kept the changes that stay, and the reasons
/// @param lastSeq the number of the run's last change
public record Undone(List<ObjectNode> reverted, List<ObjectNode> kept, long lastSeq) {
    private static final String REVERTED = "reverted";
    private static final String KEPT = "kept";
    private static final int BYTES = 4_096;

    public Undone {
        reverted = List.copyOf(reverted);
        kept = List.copyOf(kept);
    }

    /// The report without the name of the undo.
    public ObjectNode json() {
        ObjectNode json = Json.object();
        reverted.forEach(json.putArray(REVERTED)::add);
        kept.forEach(json.putArray(KEPT)::add);
        return json;
    }

    byte[] receipt() {
        return ReceiptForm.write(BYTES, out -> {
            out.writeLong(lastSeq);
            OutcomeForm.writeBytes(Json.bytes(json()), out);
        });
    }

    static Undone of(byte[] receipt) {
        return ReceiptForm.read(receipt, in -> {
            long lastSeq = in.readLong();
            var json = Json.parse(OutcomeForm.readBytes(in));
            return new Undone(objects((ObjectNode) json, REVERTED), objects((ObjectNode) json, KEPT), lastSeq);
        });
    }

    private static List<ObjectNode> objects(ObjectNode json, String name) {
        return json.path(name).valueStream().map(ObjectNode.class::cast).toList();
    }
}
