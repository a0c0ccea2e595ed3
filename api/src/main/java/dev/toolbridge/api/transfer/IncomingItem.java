package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.StateElsewhere;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.util.UUID;
import java.util.function.Supplier;

/// An item from another store. Many of them wait to be stored: one whose tree is large is parsed when it is written.
///
/// @param bytes the length of its payload, or the memory, about, that it takes with more
/// @param body its payload
record IncomingItem(EntityType type, UUID uid, StateElsewhere origin, int bytes, Supplier<Body> body) {
    private static final int TREE_BYTES_MAX = 16_384;

    /// An item with the text of its payload, in UTF-8.
    static IncomingItem of(EntityType type, UUID uid, StateElsewhere origin, byte[] payload) {
        if (Json.treeBytes(payload) > TREE_BYTES_MAX) {
            return new IncomingItem(type, uid, origin, payload.length, () -> body(payload));
        }
        Body body = body(payload);
        return new IncomingItem(type, uid, origin, payload.length, () -> body);
    }

    /// The same item, which takes that much memory.
    IncomingItem weighing(int memory) {
        return new IncomingItem(type, uid, origin, memory, body);
    }

    /// The write that stores it.
    Write write() {
        return new Write(type, new Mutation.Import(uid, origin, body), new Precondition.None());
    }

    private static Body body(byte[] payload) {
        try {
            return Json.parse(payload) instanceof ObjectNode fields
                    ? kept(fields)
                    : bad(ErrorCode.INVALID_JSON, "the payload is not a JSON object");
        } catch (JsonProcessingException malformed) {
            return bad(ErrorCode.INVALID_JSON, "the payload is not JSON that can be stored unchanged");
        }
    }

    private static Body kept(ObjectNode fields) {
        return JsonLimits.complaint(fields)
                .map(complaint -> bad(ErrorCode.INVALID_FIELD, "invalid payload: " + complaint))
                .orElseGet(() -> new Body.Fields(fields));
    }

    private static Body bad(ErrorCode code, String sentence) {
        return new Body.Bad(Refusal.of(code, sentence));
    }
}
