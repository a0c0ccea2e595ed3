package dev.toolbridge.service.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A token that this deployment issues itself.
///
/// @param subject the user
/// @param tenant the tenant that it is bound to
/// @param scopes the scopes it grants; none: the user's own rights
/// @param life how long it is valid
public record SignedToken(String subject, Optional<String> tenant, Set<String> scopes, Duration life) {

    String sign(byte[] secret, String keyId) throws JOSEException {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(TokenVerifiers.OWN_ISSUER)
                .subject(subject)
                .claim("token_type", "backend")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString());
        tenant.ifPresent(id -> claims.claim("org_id", id));
        if (!scopes.isEmpty()) {
            claims.claim("scope", String.join(" ", scopes));
        }
        var signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(com.nimbusds.jose.JOSEObjectType.JWT)
                        .keyID(keyId)
                        .build(),
                claims.build());
        signed.sign(new MACSigner(secret));
        return signed.serialize();
    }
}
