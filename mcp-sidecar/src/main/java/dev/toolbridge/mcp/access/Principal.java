package dev.toolbridge.mcp.access;

import dev.toolbridge.service.config.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Who sent a request, as its verified token says.
///
/// @param owner whose sessions it may use
/// @param selectedTenant the tenant that the request selected, passed on for the API to authorise
/// @param scopes the scopes of the token, as written there
/// @param expiresAt when the token stops being valid
/// @param shown the token itself, for requests to the API
public record Principal(
        Owner owner, Optional<String> selectedTenant, Set<String> scopes, Instant expiresAt, Shown shown) {

    /// The token that a principal showed.
    ///
    /// @param isExchanged whether the API is never shown it, but one that is made of it
    public record Shown(Secret token, boolean isExchanged) {}

    public Principal {
        scopes = Set.copyOf(scopes);
    }

    /// Whether the token's scopes leave room for this one; whether the user may is for the API to say.
    public boolean allows(String scope) {
        return new Grant(scopes).allows(scope);
    }
}
