package dev.toolbridge.mcp.access;

import java.util.Optional;

/// The key of an MCP session: its owner. A refreshed token of the owner continues it; others cannot see it.
///
/// @param issuer the issuer that vouches for the subject
/// @param subject the user at that issuer
/// @param tenant the tenant of the token or the selected one
/// @param client the OAuth client that the token was issued to, or the API key
public record SessionKey(String issuer, String subject, Optional<String> tenant, Optional<String> client) {

    /// The user behind the owner, in any tenant and through any client.
    public User user() {
        return new User(issuer, subject);
    }

    /// A user of an issuer.
    public record User(String issuer, String subject) {}
}
