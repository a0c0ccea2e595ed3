package dev.toolbridge.api.item;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;

/// The refusals that reads and writes share.
public final class Refusals {

    private Refusals() {}

    public static Refusal missing(EntityType type) {
        return Refusal.of(ErrorCode.NOT_FOUND, type.label() + " not found");
    }

    /// The refusal of a deleted item; `ending` completes the text after its label.
    public static Refusal deleted(EntityType type, Item tombstone, String ending) {
        return Refusal.of(ErrorCode.DELETED, type.label() + ending)
                .fact("deletedAt", Times.rfc3339(tombstone.deletedAtMs().orElseThrow()))
                .fact("version", tombstone.version());
    }

    /// The refusal of a state that the journal had and keeps no longer.
    public static Refusal historyGone(String text) {
        return Refusal.of(ErrorCode.HISTORY_GONE, text);
    }

    /// The refusal of an old epoch: the space was wiped since the client's last request.
    public static Refusal epochMismatch(int epoch) {
        return Refusal.of(ErrorCode.EPOCH_MISMATCH, "epoch_mismatch")
                .fact("epoch", epoch)
                .header(WireHeader.SYNC_EPOCH, Integer.toString(epoch));
    }

    /// The refusal of a cursor that cannot be followed any more: the client starts over.
    public static Refusal resyncRequired() {
        return Refusal.of(ErrorCode.RESYNC_REQUIRED, "resync_required");
    }

    /// The refusal of a space that does not exist for the caller.
    public static Refusal noSpace() {
        return Refusal.of(ErrorCode.NOT_FOUND, "no such space");
    }

    /// The refusal of a request whose sender's role in a space has just been taken away.
    public static Refusal roleTaken() {
        return Refusal.of(ErrorCode.FORBIDDEN, "your role in this space does not allow this any more");
    }

    /// The refusal of a client's write to an item that only routes of its own write.
    public static Refusal managed(EntityType type) {
        return Refusal.of(ErrorCode.MANAGED, "items of type " + type.name() + " are written by their own routes only");
    }
}
