package dev.toolbridge.mcp.access;

import java.util.Optional;

/// The key of an MCP session: its owner, and the project that it is bound to. A refreshed token of the owner continues
/// it; others cannot see it.
///
/// @param issuer the issuer that vouches for the subject
/// @param subject the user at that issuer
/// @param tenant the tenant of the token or the selected one
/// @param client the OAuth client that the token was issued to, or the API key
/// @param project the id of the project; empty in the user's own space
public record SessionKey(
        String issuer, String subject, Optional<String> tenant, Optional<String> client, Optional<String> project) {

    /// The key of a session in the user's own space.
    public SessionKey(String issuer, String subject, Optional<String> tenant, Optional<String> client) {
        this(issuer, subject, tenant, client, Optional.empty());
    }

    /// The same owner in a project.
    public SessionKey in(Optional<String> other) {
        return new SessionKey(issuer, subject, tenant, client, other);
    }

    /// Tells if both have one owner, in whatever projects.
    public boolean hasOwnerOf(SessionKey other) {
        return in(Optional.empty()).equals(other.in(Optional.empty()));
    }

    /// The user behind the owner, in any tenant and through any client.
    public User user() {
        return new User(issuer, subject);
    }

    /// A user of an issuer.
    public record User(String issuer, String subject) {}
}
