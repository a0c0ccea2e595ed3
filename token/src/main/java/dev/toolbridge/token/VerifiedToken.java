package dev.toolbridge.token;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// The content of a verified token.
///
/// @param issuer the party that vouches for the subject: the identity provider, also in exchanged tokens of ours
/// @param subject the user at that issuer
/// @param tenant the tenant that the token is bound to
/// @param scopes granted scopes, as written in the token, without those that narrow nothing; none: all of the user's
///     rights
/// @param clientId the OAuth client it was issued to
/// @param actor the party that acts for the subject
/// @param expiresAt the time at which it stops being valid
/// @param origin the owner of the key that verified it
/// @param audiences the servers that it names
/// @param sessionId the issuer's session that it belongs to
/// @param tokenId its own id
/// @param use the purpose that it was issued for
/// @param zone the time zone of the user, if the issuer names one that is known
/// @param signedInAt the time at which the user signed in; where the token does not tell it, the time of its issue
public record VerifiedToken(
        String issuer,
        String subject,
        Optional<String> tenant,
        Set<String> scopes,
        Optional<String> clientId,
        Optional<String> actor,
        Instant expiresAt,
        TokenOrigin origin,
        Set<String> audiences,
        Optional<String> sessionId,
        Optional<String> tokenId,
        TokenUse use,
        Optional<ZoneId> zone,
        Optional<Instant> signedInAt) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
        audiences = Set.copyOf(audiences);
    }
}
