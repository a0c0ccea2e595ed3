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

    /// An item that is there only as a tombstone; `ending` completes the text after its label.
    public static Refusal deleted(EntityType type, Item tombstone, String ending) {
        return Refusal.of(ErrorCode.DELETED, type.label() + ending)
                .fact("deletedAt", Times.rfc3339(tombstone.deletedAtMs().orElseThrow()))
                .fact("version", tombstone.version());
    }

    /// The space has begun anew since the client last looked.
    public static Refusal epochMismatch(int epoch) {
        return Refusal.of(ErrorCode.EPOCH_MISMATCH, "epoch_mismatch")
                .fact("epoch", epoch)
                .header(WireHeader.SYNC_EPOCH, Integer.toString(epoch));
    }

    /// The client's place cannot be followed any more: it starts over.
    public static Refusal resyncRequired() {
        return Refusal.of(ErrorCode.RESYNC_REQUIRED, "resync_required");
    }
}
