package dev.toolbridge.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tokens of the identity provider: its exact issuer, one of our audiences, and nothing that claims to be ours. ID
/// tokens are told apart, and are for clients that we know.
///
/// @param provider the issuer of the tokens
/// @param audiences those that access tokens must name
record ProviderRules(TokenConfig.Provider provider, Audiences audiences) implements ClaimRules {
    /// OpenID Connect Core, section 2.
    private static final Set<String> OF_ID_TOKENS = Set.of("at_hash", "c_hash", "nonce");

    @Override
    public void check(JWTClaimsSet claims) throws ParseException {
        ClaimRules.requireIssuer(claims, provider.issuer());
        if (Claims.BACKEND.equals(claims.getClaim(Claims.TOKEN_TYPE))) {
            throw new TokenRejected("the identity provider does not issue backend tokens");
        }
        switch (use(claims)) {
            case IDENTITY -> requireClient(claims);
            case ACCESS -> requireAudience(claims);
        }
    }

    @Override
    public String issuer(JWTClaimsSet claims) {
        return provider.issuer();
    }

    @Override
    public KeyIdRule keyId() {
        return KeyIdRule.NEEDED_AMONG_SEVERAL;
    }

    /// An ID token has marks of its own, of the standard, of Cognito or of Keycloak, or is for a client and not for us.
    @Override
    public TokenUse use(JWTClaimsSet claims) {
        if (saysAccess(claims)) {
            return TokenUse.ACCESS;
        }
        boolean marked = !Collections.disjoint(claims.getClaims().keySet(), OF_ID_TOKENS)
                || "id".equals(claims.getClaim("token_use"))
                || "ID".equals(claims.getClaim("typ"));
        List<String> named = claims.getAudience();
        boolean forClient =
                !Collections.disjoint(named, provider.clients()) && Collections.disjoint(named, audiences.all());
        return marked || forClient ? TokenUse.IDENTITY : TokenUse.ACCESS;
    }

    /// An access token of Keycloak or of Cognito says what it is. Those of Keycloak before its release 25 repeat the
    /// `nonce` of the login.
    private static boolean saysAccess(JWTClaimsSet claims) {
        return "Bearer".equals(claims.getClaim("typ")) || "access".equals(claims.getClaim("token_use"));
    }

    /// The audiences in `aud` count with every setting (RFC 7519, section 4.1.3).
    @Override
    public Set<String> audiences(JWTClaimsSet claims) throws ParseException {
        boolean named = provider.audienceClaim() == AudienceClaim.AUDIENCE
                || !claims.getAudience().isEmpty();
        return named ? Set.copyOf(claims.getAudience()) : audienceClaim(claims);
    }

    private void requireAudience(JWTClaimsSet claims) throws ParseException {
        if (audiences.anyAllowed()) {
            return;
        }
        ClaimRules.requireAudience(audienceClaim(claims), audiences.all());
        ClaimRules.requireAudience(audiences(claims), audiences.all());
    }

    private Set<String> audienceClaim(JWTClaimsSet claims) throws ParseException {
        return provider.audienceClaim() == AudienceClaim.AUDIENCE
                ? Set.copyOf(claims.getAudience())
                : text(claims, provider.audienceClaim().claim()).map(Set::of).orElse(Set.of());
    }

    /// Its audience and its authorized party, if it names one (OpenID Connect Core, section 3.1.3.7).
    private void requireClient(JWTClaimsSet claims) throws ParseException {
        boolean known = !Collections.disjoint(claims.getAudience(), provider.clients())
                && text(claims, AudienceClaim.AUTHORIZED_PARTY.claim())
                        .filter(party -> !provider.clients().contains(party))
                        .isEmpty();
        if (!known) {
            throw new TokenRejected("an ID token is no access token");
        }
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(name));
    }
}
