package dev.toolbridge.api.item;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.UUID;

/// A place in the order of commits of a space.
public record Cursor(UUID incarnation, int epoch, long seq) {

    static Cursor at(Head head, long seq) {
        return new Cursor(head.incarnation(), head.epoch(), seq);
    }

    /// The cursor at the given number of this head's space.
    public static Cursor of(Head head, long seq) {
        return at(head, seq);
    }

    /// Refuses a place that this space does not have any more, or not yet.
    public void requireWithin(Head head) {
        if (!incarnation.equals(head.incarnation()) || seq > head.seq()) {
            throw Refusal.of(ErrorCode.RESYNC_REQUIRED, "resync_required");
        }
        if (epoch != head.epoch()) {
            throw Refusals.epochMismatch(head.epoch());
        }
    }
}
