package dev.toolbridge.api.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Outcome;
import dev.toolbridge.api.item.Stamp;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.UUID;

/// The answer to a device about an item that it pushed.
final class Ack {

    private Ack() {}

    static ObjectNode of(PushedItem pushed, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> stored(changed.item()).put("applied", true);
            case Outcome.Unchanged unchanged -> stored(unchanged.item()).put("applied", true);
            case Outcome.Lost lost -> stored(lost.item()).put("applied", false);
            case Outcome.Refused refused -> refused(pushed, refused.refusal());
        };
    }

    private static ObjectNode stored(Item item) {
        return ack(item.uid().toString(), item.version(), Times.rfc3339(item.updatedAtMs()));
    }

    private static ObjectNode refused(PushedItem pushed, Refusal refusal) {
        return sent(pushed)
                .put("error", refusal.getMessage())
                .put("code", refusal.code().wireName())
                .put("retryable", refusal.code() == ErrorCode.PARENT_MISSING);
    }

    /// The device's own words about an item that is not stored.
    private static ObjectNode sent(PushedItem pushed) {
        return ack(
                pushed.uid().map(UUID::toString).orElse(""),
                pushed.stamp().map(Stamp::version).orElse(0L),
                pushed.stamp().map(Stamp::updatedAtMs).map(Times::rfc3339).orElse(""));
    }

    private static ObjectNode ack(String uid, long version, String updatedAt) {
        return Json.object().put("uid", uid).put("version", version).put("updatedAt", updatedAt);
    }
}
