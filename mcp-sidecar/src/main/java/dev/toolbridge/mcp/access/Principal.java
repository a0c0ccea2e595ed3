package dev.toolbridge.mcp.access;

import dev.toolbridge.contract.ApiKeyForm;
import dev.toolbridge.service.config.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The sender of a request, according to its verified token, or to the API for its key.
///
/// @param sessionKey the key of the sessions that it may use
/// @param selectedTenant the tenant that the request selected, passed on for the API to authorise
/// @param grant the scopes of the credential, as a rule of the actions that they allow
/// @param expiresAt the time at which the credential expires
/// @param shown the credential itself, for requests to the API
public record Principal(
        SessionKey sessionKey, Optional<String> selectedTenant, Grant grant, Instant expiresAt, Shown shown) {

    /// The things that a principal showed.
    ///
    /// @param token the credential
    /// @param isExchanged true if requests to the API carry a token that is made from the credential
    /// @param zone the time zone of its days, if the request names one
    public record Shown(Secret token, boolean isExchanged, Optional<String> zone) {

        public Shown(Secret token, boolean isExchanged) {
            this(token, isExchanged, Optional.empty());
        }
    }

    /// Tells if the scopes include this one.
    public boolean allows(String scope) {
        return grant.allows(scope);
    }

    /// The rights of principals, of whom those with the same ones may share a stream of their user's changes. A key
    /// shares with itself alone, as it can end before the others.
    ///
    /// @param scopes as the credential spells them; none for all that the user may do
    /// @param key the API key
    public record Rights(SessionKey.User user, Optional<String> tenant, Set<String> scopes, Optional<Secret> key) {}

    public Rights rights() {
        Optional<Secret> key = Optional.of(shown.token()).filter(secret -> ApiKeyForm.isMeant(secret.reveal()));
        return new Rights(sessionKey.user(), sessionKey.tenant(), grant.scopes().written(), key);
    }

    /// Tells if the credential has expired.
    public boolean isExpired() {
        return !expiresAt.isAfter(Instant.now());
    }
}
