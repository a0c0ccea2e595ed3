package dev.toolbridge.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/// Verifies the ID tokens that the identity provider gives one client of our own (OpenID Connect Core, section 3.1.3).
public final class IdTokens {
    private final TokenVerifier verifier;

    private IdTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /// The verifier for one client; empty without an identity provider.
    ///
    /// @param config names the provider
    /// @param clientId the client that the tokens must be for
    public static Optional<IdTokens> of(TokenConfig config, String clientId, TokenSurroundings surroundings) {
        return config.provider()
                .map(provider -> new TokenConfig.Provider(
                        provider.issuer(),
                        provider.keys(),
                        provider.algorithms(),
                        provider.audienceClaim(),
                        Set.of(clientId)))
                .map(provider -> new TokenConfig(
                        config.environment(),
                        OwnKeyConfig.NONE,
                        Optional.of(provider),
                        new Audiences(Set.of(), Set.of(), Set.of(), AudienceMode.EXCHANGE, false),
                        config.tenantClaim(),
                        config.scopes()))
                .map(ofClient -> new IdTokens(TokenVerifiers.from(ofClient, surroundings)));
    }

    /// Verifies an ID token in compact form.
    ///
    /// @throws TokenRejected if it is no ID token, or must not be trusted
    /// @throws TokenKeysUnavailable if that cannot be decided now
    public SignIn verify(String token) {
        VerifiedToken verified = verifier.verifyAnyUse(token);
        if (verified.use() != TokenUse.IDENTITY) {
            throw new TokenRejected("an access token tells no client of a sign-in");
        }
        try {
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            return new SignIn(
                    verified,
                    Optional.ofNullable(claims.getStringClaim("nonce")),
                    Optional.ofNullable(claims.getDateClaim(Claims.SIGNED_IN)).map(Date::toInstant),
                    named(claims, "name").or(() -> named(claims, "email")));
        } catch (ParseException malformed) {
            throw new TokenRejected("unusable claims");
        }
    }

    private static Optional<String> named(JWTClaimsSet claims, String claim) {
        return claims.getClaim(claim) instanceof String name && !name.isBlank() ? Optional.of(name) : Optional.empty();
    }
}
