package dev.toolbridge.mcp.access;

import dev.toolbridge.service.config.Secret;
import java.time.Instant;
import java.util.Optional;

/// The sender of a request, according to its verified token, or to the API for its key.
///
/// @param sessionKey the key of the sessions that it may use
/// @param selectedTenant the tenant that the request selected, passed on for the API to authorise
/// @param grant the scopes of the credential, as a rule of the actions that they allow
/// @param expiresAt the time at which the credential expires
/// @param shown the credential itself, for requests to the API
public record Principal(
        SessionKey sessionKey, Optional<String> selectedTenant, Grant grant, Instant expiresAt, Shown shown) {

    /// The credential that a principal showed.
    ///
    /// @param isExchanged true if requests to the API carry a token that is made from the credential
    public record Shown(Secret token, boolean isExchanged) {}

    /// Tells if the scopes include this one.
    public boolean allows(String scope) {
        return grant.allows(scope);
    }
}
