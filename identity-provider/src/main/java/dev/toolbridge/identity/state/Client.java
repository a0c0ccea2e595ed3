package dev.toolbridge.identity.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/// An OAuth client that registered itself (RFC 7591).
///
/// @param authMethod its method at the token endpoint: `none`, `client_secret_post` or `client_secret_basic`
/// @param secretHash SHA-256 of its secret, empty for a client without one
public record Client(
        String id, String name, List<String> redirectUris, String authMethod, String secretHash, String createdAt) {

    public Client {
        redirectUris = List.copyOf(redirectUris);
    }

    /// Tells if it has no secret and authenticates by the code verifier alone.
    @JsonIgnore
    public boolean isPublic() {
        return secretHash.isEmpty();
    }
}
