package dev.toolbridge.api.access;

import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.Admitted;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.rate.Rates;

/// The first steps of every request that needs a credential: rates and credential. An API key has its own
/// rate, counted before the key is looked up.
///
/// @param rates made with [Identities#keyShown]
public record Admission(Rates rates, Identities identities) {

    /// Admits to an ordinary route.
    public Admitted<Identity> admit(Request request, RateClass rateClass) {
        return rates.admit(request, rateClass, identities::of);
    }

    /// Admits to a route that accepts the MCP server's tokens as well.
    Admitted<Identity> admitAnyAudience(Request request) {
        return rates.admit(request, RateClass.CREDENTIALS, identities::ofAnyAudience);
    }

    /// Admits to a route that accepts ID tokens and the MCP server's tokens as well.
    Admitted<Identity> admitAnyUse(Request request) {
        return rates.admit(request, RateClass.CREDENTIALS, identities::ofAnyUse);
    }
}
