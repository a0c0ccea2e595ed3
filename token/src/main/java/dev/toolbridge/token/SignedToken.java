package dev.toolbridge.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A token that the owner of this deployment makes for a user with the deployment's secret.
///
/// @param subject the user
/// @param tenant the tenant that it is bound to
/// @param scopes the scopes it grants; none: the user's own rights
/// @param life the time for which it is valid
/// @param issuer the issuer of the user, when that is the identity provider; the owner vouches for the membership
public record SignedToken(
        String subject, Optional<String> tenant, Set<String> scopes, Duration life, Optional<String> issuer) {

    public SignedToken {
        scopes = Set.copyOf(scopes);
    }

    /// For a user whom only this deployment knows.
    public SignedToken(String subject, Optional<String> tenant, Set<String> scopes, Duration life) {
        this(subject, tenant, scopes, life, Optional.empty());
    }

    JWTClaimsSet claims(Instant now) {
        var claims = new JWTClaimsSet.Builder(content().claims(now));
        issuer.ifPresent(name -> claims.claim(Claims.ORIGINAL_ISSUER, name));
        return claims.build();
    }

    private BackendToken content() {
        return new BackendToken(
                Optional.empty(),
                subject,
                Optional.empty(),
                tenant,
                scopes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                life);
    }
}
