package dev.toolbridge.mcp.protocol.stateless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// The state of a call without a session between its rounds, kept by the client and signed here: the answers of
/// earlier rounds, bound to the owner and to the request. Every replica can verify the signature of the next
/// round.
public final class RequestStates {
    private static final int LENGTH_MAX = 65_536;
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final List<StateKey> keys;

    /// Signs states with the first of these secrets, and accepts the signature of any. Without secrets, states
    /// are valid within this process only.
    public RequestStates(List<Secret> secrets) {
        keys = secrets.isEmpty()
                ? List.of(StateKey.random())
                : secrets.stream().map(StateKey::derivedFrom).toList();
    }

    /// The binding of a state: a client cannot use it for another request, nor for another user.
    static String binding(SessionKey key, Message.Request request) {
        ObjectNode parameters = request.parameters().deepCopy();
        parameters.remove("_meta");
        parameters.remove("inputResponses");
        parameters.remove("requestState");
        return key + " " + request.method() + " " + parameters;
    }

    String seal(ObjectNode answers, String binding) {
        var content = Json.object().put("until", Instant.now().plus(LIFE).toEpochMilli());
        content.set("answers", answers);
        byte[] bytes = Json.bytes(content);
        return encoded(bytes) + "." + encoded(keys.getFirst().code(bytes, binding));
    }

    /// The answers that a state holds.
    ///
    /// @throws ProtocolError if it was not made here for this request, or has expired
    ObjectNode open(String state, String binding) {
        String[] parts = state.split("\\.", 2);
        if (state.length() > LENGTH_MAX || parts.length != 2) {
            throw unknown();
        }
        byte[] bytes = decoded(parts[0]);
        byte[] code = decoded(parts[1]);
        if (keys.stream().noneMatch(key -> MessageDigest.isEqual(code, key.code(bytes, binding)))) {
            throw unknown();
        }
        return answers(bytes);
    }

    private static ObjectNode answers(byte[] bytes) {
        try {
            var content = Json.parse(bytes);
            boolean alive = content.path("until").asLong() > Instant.now().toEpochMilli();
            if (alive && content.path("answers") instanceof ObjectNode answers) {
                return answers;
            }
            throw unknown();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a state that was signed here is not JSON", impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    private static ProtocolError unknown() {
        return ProtocolError.invalidParameters("params.requestState is not one of this request: send it anew without");
    }
}
