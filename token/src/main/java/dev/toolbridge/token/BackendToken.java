package dev.toolbridge.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The content of a token that this deployment issues itself.
///
/// @param issuer the issuer of the subject, when that is the identity provider and not this deployment
/// @param subject the user at that issuer
/// @param audience the server that it is for; none: any of ours
/// @param tenant the tenant that it is bound to
/// @param scopes the scopes it grants; none: the user's own rights
/// @param clientId the OAuth client that it was issued to
/// @param actor the party that acts for the subject (RFC 8693, section 4.1)
/// @param sessionId the session at the issuer, so that its end is the token's end
/// @param signedInAt the time at which the user signed in at the issuer
/// @param life the time for which it is valid
public record BackendToken(
        Optional<String> issuer,
        String subject,
        Optional<String> audience,
        Optional<String> tenant,
        Set<String> scopes,
        Optional<String> clientId,
        Optional<String> actor,
        Optional<String> sessionId,
        Optional<Instant> signedInAt,
        Duration life) {

    public BackendToken {
        scopes = Set.copyOf(scopes);
    }

    JWTClaimsSet claims(Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(TokenVerifiers.OWN_ISSUER)
                .subject(subject)
                .claim(Claims.TOKEN_TYPE, Claims.BACKEND)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString());
        issuer.ifPresent(name -> claims.claim(Claims.ORIGINAL_ISSUER, name).claim(Claims.EXCHANGED, "mcp_oauth"));
        audience.ifPresent(claims::audience);
        tenant.ifPresent(id -> claims.claim(Claims.ORGANIZATION, id));
        clientId.ifPresent(id -> claims.claim(Claims.CLIENT, id));
        sessionId.ifPresent(id -> claims.claim(Claims.SESSION, id));
        signedInAt.ifPresent(at -> claims.claim(Claims.SIGNED_IN, at.getEpochSecond()));
        actor.ifPresent(party -> claims.claim(Claims.ACTOR, Map.of("sub", party)));
        if (!scopes.isEmpty()) {
            claims.claim(Claims.SCOPE, String.join(" ", scopes));
        }
        return claims.build();
    }
}
