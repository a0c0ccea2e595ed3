package dev.toolbridge.tenants.members;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.rate.Rates;
import java.util.function.BiFunction;

/// Recognises tenants by their keys, and counts their requests.
final class Admission {
    private static final String SCHEME = "Bearer ";

    private final KeyFile keys;
    private final Rates rates;

    Admission(KeyFile keys, Rates rates) {
        this.keys = keys;
        this.rates = rates;
    }

    /// The answer to a tenant.
    ///
    /// @throws Refusal `unauthorized` without a key that is known, `rate_limited` for one request too many
    Answer answer(Request request, BiFunction<Tenant, Request, Answer> endpoint) {
        var admitted = rates.admit(request, RateClass.ORDINARY, this::recognised);
        return admitted.rate().shownOn(() -> endpoint.apply(admitted.identity(), request));
    }

    private Tenant recognised(Request request) {
        String header = request.header("Authorization").orElse("");
        if (!header.startsWith(SCHEME)) {
            throw unauthorized();
        }
        return keys.organizationOf(header.substring(SCHEME.length()))
                .map(Tenant::new)
                .orElseThrow(Admission::unauthorized);
    }

    private static Refusal unauthorized() {
        return Refusal.of(ErrorCode.UNAUTHORIZED, "the key is not known: a tenant's own key is needed")
                .header("WWW-Authenticate", "Bearer");
    }
}
