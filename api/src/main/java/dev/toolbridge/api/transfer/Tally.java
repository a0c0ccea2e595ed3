package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The count of what an import has done, with the items that need a person's attention by name.
public final class Tally {

    /// The most items that a report names; all are counted.
    static final int NAMED_MAX = 1_000;

    private long read;
    private long stored;
    private long present;
    private long left;
    private long refused;
    private final List<Named> named = new ArrayList<>();

    /// An item with the reason for naming it.
    public record Named(String type, UUID uid, String reason) {

        /// The item in a report.
        public ObjectNode json() {
            return Json.object().put("type", type).put("uid", uid.toString()).put("reason", reason);
        }
    }

    /// Counts the outcome of one item.
    void count(String type, UUID uid, Outcome outcome) {
        read++;
        switch (outcome) {
            case Outcome.Changed _ -> stored++;
            case Outcome.Unchanged _ -> present++;
            case Outcome.Lost lost -> {
                left++;
                name(type, uid, "left: version " + lost.item().version() + " here is newer");
            }
            case Outcome.Refused refusal -> refuse(type, uid, refusal.refusal().getMessage());
        }
    }

    /// Counts items that are the same on both sides.
    public void countPresent(long items) {
        read += items;
        present += items;
    }

    /// Counts an item that is left as it is here.
    public void countLeft(String type, UUID uid, String reason) {
        read++;
        left++;
        name(type, uid, reason);
    }

    /// Counts an item that cannot be stored.
    public void countRefused(String type, UUID uid, String reason) {
        read++;
        refuse(type, uid, reason);
    }

    private void refuse(String type, UUID uid, String reason) {
        refused++;
        name(type, uid, "refused: " + reason);
    }

    private void name(String type, UUID uid, String reason) {
        if (named.size() < NAMED_MAX) {
            named.add(new Named(type, uid, reason));
        }
    }

    public long read() {
        return read;
    }

    public long stored() {
        return stored;
    }

    public long left() {
        return left;
    }

    public long refused() {
        return refused;
    }

    public List<Named> named() {
        return List.copyOf(named);
    }

    /// The counts in a report.
    public ObjectNode json() {
        return Json.object()
                .put("read", read)
                .put("stored", stored)
                .put("present", present)
                .put("left", left)
                .put("refused", refused);
    }
}
