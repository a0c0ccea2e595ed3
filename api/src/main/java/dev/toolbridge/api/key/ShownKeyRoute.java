package dev.toolbridge.api.key;

import dev.toolbridge.api.access.Admission;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Callers;
import dev.toolbridge.api.access.Identity;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.Admitted;
import dev.toolbridge.service.rate.RateClass;
import java.util.List;
import java.util.UUID;

/// Tells a server that received an API key the key's owner and rights. A token carries these; a key does not.
///
/// It needs no scope: it shows only the key's own facts.
public record ShownKeyRoute(Admission admission, Callers callers, Keys keys) {
    private static final int NO_BODY = 0;

    public Route route() {
        return new Route("GET", "/v1/auth/key", NO_BODY, request -> {
            Admitted<Identity> admitted = admission.admit(request, RateClass.CREDENTIALS);
            return admitted.rate().shownOn(() -> answer(admitted.identity(), request));
        });
    }

    private Answer answer(Identity identity, Request request) {
        request.requireQueryOf(List.of());
        Caller caller = callers.of(identity, request);
        KeyRecord key = caller.proof()
                .keyId()
                .flatMap(id -> keys.find(caller, UUID.fromString(id), false))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no API key was shown"));
        var body = Json.object()
                .put("key_id", key.id().toString())
                .put("issuer", caller.issuer())
                .put("subject", caller.subject())
                .put("tenant_id", caller.tenant())
                .put("expires_at", key.expiresAt().toString());
        caller.rights().stream().sorted().forEach(body.putArray("scopes")::add);
        return Answer.json(200, body).header("Cache-Control", "no-store");
    }
}
