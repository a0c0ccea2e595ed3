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

    /// The id of the project that the connection is bound to; empty in the user's own space.
    public Optional<String> project() {
        return sessionKey.project();
    }

    /// The same principal in a project.
    public Principal in(Optional<String> project) {
        return new Principal(sessionKey.in(project), selectedTenant, grant, expiresAt, shown);
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
    /// @param project the project whose changes they are
    public record Rights(
            SessionKey.User user,
            Optional<String> tenant,
            Set<String> scopes,
            Optional<Secret> key,
            Optional<String> project) {}

    public Rights rights() {
        Optional<Secret> key = Optional.of(shown.token()).filter(secret -> ApiKeyForm.isMeant(secret.reveal()));
        return new Rights(sessionKey.user(), sessionKey.tenant(), grant.scopes().written(), key, project());
    }

    /// Tells if the credential has expired.
    public boolean isExpired() {
        return !expiresAt.isAfter(Instant.now());
    }
}
