package dev.toolbridge.api.access.membership;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import java.time.InstantSource;
import java.util.List;

/// Receives the webhooks of WorkOS. A body counts only with a valid signature, and even then it can take
/// rights away but not grant any.
public final class Webhooks {
    static final String PATH = "/v1/webhooks/workos";
    private static final int BODY_BYTES_MAX = 1_048_576;

    private final WebhookSignature signature;
    private final Revocations revocations;

    public Webhooks(List<Secret> secrets, Revocations revocations, InstantSource clock) {
        this.signature = new WebhookSignature(secrets, clock);
        this.revocations = revocations;
    }

    public Route route() {
        return new Route("POST", PATH, BODY_BYTES_MAX, this::receive);
    }

    private Answer receive(Request request) {
        if (!signature.isGood(request.header("WorkOS-Signature").orElse(""), request.body())) {
            throw Refusal.plain(ErrorCode.UNAUTHORIZED, "unauthorized");
        }
        request.requireQueryOf(List.of());
        try {
            revocations.apply(MembershipEvent.of(Json.parse(request.body()))
                    .orElseThrow(() -> Refusal.of(
                            ErrorCode.INVALID_REQUEST,
                            "an event must have an id and a name, and say who it is about")));
            return Answer.empty(200);
        } catch (JsonProcessingException malformed) {
            throw Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON");
        }
    }
}
