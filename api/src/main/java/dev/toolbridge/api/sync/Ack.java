package dev.toolbridge.api.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Stamp;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Optional;
import java.util.UUID;

/// The answer to one item of a push.
final class Ack {

    private Ack() {}

    static ObjectNode of(Optional<UUID> uid, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> changed(changed);
            case Outcome.Unchanged unchanged -> stored(unchanged.item()).put("applied", true);
            case Outcome.Lost lost -> lost(lost);
            case Outcome.Refused refused -> refused(uid, refused);
        };
    }

    private static ObjectNode changed(Outcome.Changed changed) {
        ObjectNode ack = stored(changed.item()).put("applied", true);
        return changed.told().has(Outcome.MERGED) ? ack.put(Outcome.MERGED, true) : ack;
    }

    private static ObjectNode lost(Outcome.Lost lost) {
        ObjectNode ack = stored(lost.item()).put("applied", false);
        return lost.reason().isEmpty() ? ack : ack.put("reason", lost.reason());
    }

    private static ObjectNode stored(Item item) {
        return ack(item.uid().toString(), item.version(), Times.rfc3339(item.updatedAtMs()));
    }

    private static ObjectNode refused(Optional<UUID> uid, Outcome.Refused refused) {
        Refusal refusal = refused.refusal();
        return sent(uid, refused.sent())
                .put("error", refusal.getMessage())
                .put("code", refusal.code().wireName())
                .put("retryable", refusal.code() == ErrorCode.PARENT_MISSING);
    }

    /// The device's own uid and stamp of an item that is not stored.
    private static ObjectNode sent(Optional<UUID> uid, Optional<Stamp> stamp) {
        return ack(
                uid.map(UUID::toString).orElse(""),
                stamp.map(Stamp::version).orElse(0L),
                stamp.map(Stamp::updatedAtMs).map(Times::rfc3339).orElse(""));
    }

    private static ObjectNode ack(String uid, long version, String updatedAt) {
        return Json.object().put("uid", uid).put("version", version).put("updatedAt", updatedAt);
    }
}
