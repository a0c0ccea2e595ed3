package dev.toolbridge.mcp.access;

import dev.toolbridge.service.config.Secret;
import java.time.Instant;
import java.util.Optional;

/// The sender of a request, as its verified token says, or as the API says of its key.
///
/// @param sessionKey the key of the sessions that it may use
/// @param selectedTenant the tenant that the request selected, passed on for the API to authorise
/// @param grant the scopes of the credential, as a rule of what they allow
/// @param expiresAt when the credential stops being valid
/// @param shown the credential itself, for requests to the API
public record Principal(
        SessionKey sessionKey, Optional<String> selectedTenant, Grant grant, Instant expiresAt, Shown shown) {

    /// The credential that a principal showed.
    ///
    /// @param isExchanged whether the API is never shown it, but one that is made of it
    public record Shown(Secret token, boolean isExchanged) {}

    /// Whether the scopes allow this one.
    public boolean allows(String scope) {
        return grant.allows(scope);
    }
}
