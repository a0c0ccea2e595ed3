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
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// An item from another store.
///
/// @param payload the text of its payload
public record IncomingItem(EntityType type, UUID uid, StateElsewhere origin, String payload) {

    /// The write that stores it. Its payload is parsed when the write is decided.
    Write write() {
        return new Write(type, new Mutation.Import(uid, origin, this::body), new Precondition.None());
    }

    private Body body() {
        try {
            return Json.parse(payload.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode fields
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
