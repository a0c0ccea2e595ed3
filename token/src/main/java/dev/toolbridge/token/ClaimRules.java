package dev.toolbridge.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// The rules for the claims of one trust domain's tokens, in addition to their times.
sealed interface ClaimRules permits ProviderRules, ClaimRules.BackendRules, ClaimRules.DevelopmentRules {

    /// Checks the claims.
    ///
    /// @throws TokenRejected if one breaks a rule
    void check(JWTClaimsSet claims) throws ParseException;

    /// The issuer that vouches for the subject.
    String issuer(JWTClaimsSet claims) throws ParseException;

    /// The purpose that the token was issued for.
    default TokenUse use(JWTClaimsSet claims) {
        return TokenUse.ACCESS;
    }

    /// The servers that the token is for.
    default Set<String> audiences(JWTClaimsSet claims) throws ParseException {
        return Set.copyOf(claims.getAudience());
    }

    default KeyIdRule keyId() {
        return KeyIdRule.NEEDED;
    }

    /// Backend tokens: signed by us, for us.
    record BackendRules(Audiences audiences) implements ClaimRules {

        @Override
        public void check(JWTClaimsSet claims) {
            requireIssuer(claims, TokenVerifiers.OWN_ISSUER);
            if (!Claims.BACKEND.equals(claims.getClaim(Claims.TOKEN_TYPE))) {
                throw new TokenRejected("not a backend token");
            }
            requireOurAudienceIfAny(claims, audiences);
        }

        @Override
        public String issuer(JWTClaimsSet claims) throws ParseException {
            return originalIssuer(claims);
        }
    }

    /// Tokens that developers sign with the secret, as old tools make them: the issuer may be missing or be the
    /// identity provider's, the token type and the key id may be missing.
    record DevelopmentRules(Optional<ProviderRules> provider, Audiences audiences) implements ClaimRules {

        @Override
        public void check(JWTClaimsSet claims) throws ParseException {
            if (isProviders(claims)) {
                provider.orElseThrow().check(claims);
                return;
            }
            if (claims.getIssuer() != null) {
                requireIssuer(claims, TokenVerifiers.OWN_ISSUER);
            }
            requireOurAudienceIfAny(claims, audiences);
        }

        @Override
        public String issuer(JWTClaimsSet claims) throws ParseException {
            return isProviders(claims) ? claims.getIssuer() : originalIssuer(claims);
        }

        @Override
        public TokenUse use(JWTClaimsSet claims) {
            return isProviders(claims) ? provider.orElseThrow().use(claims) : TokenUse.ACCESS;
        }

        @Override
        public Set<String> audiences(JWTClaimsSet claims) throws ParseException {
            return isProviders(claims) ? provider.orElseThrow().audiences(claims) : Set.copyOf(claims.getAudience());
        }

        @Override
        public KeyIdRule keyId() {
            return KeyIdRule.NOT_NEEDED;
        }

        private boolean isProviders(JWTClaimsSet claims) {
            return provider.map(rules -> rules.provider().issuer())
                    .filter(name -> name.equals(claims.getIssuer()))
                    .isPresent();
        }
    }

    static void requireIssuer(JWTClaimsSet claims, String issuer) {
        if (!issuer.equals(claims.getIssuer())) {
            throw new TokenRejected("another issuer");
        }
    }

    static void requireAudience(Collection<String> named, Set<String> audiences) {
        if (Collections.disjoint(named, audiences)) {
            throw new TokenRejected("another audience");
        }
    }

    private static void requireOurAudienceIfAny(JWTClaimsSet claims, Audiences audiences) {
        if (!claims.getAudience().isEmpty() && !audiences.all().isEmpty()) {
            requireAudience(claims.getAudience(), audiences.ofOwnTokens());
        }
    }

    private static String originalIssuer(JWTClaimsSet claims) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(Claims.ORIGINAL_ISSUER))
                .orElse(TokenVerifiers.OWN_ISSUER);
    }
}
