package dev.toolbridge.service.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a verified token says.
///
/// @param issuer who vouches for the subject: the identity provider, also when the token is one of ours
/// @param subject the user at that issuer
/// @param tenant the tenant that the token is bound to
/// @param scopes granted scopes, as written in the token
/// @param clientId the OAuth client it was issued to
/// @param actor the party that acts for the subject
/// @param expiresAt when it stops being valid
public record VerifiedToken(
        String issuer,
        String subject,
        Optional<String> tenant,
        Set<String> scopes,
        Optional<String> clientId,
        Optional<String> actor,
        Instant expiresAt) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
    }
}
