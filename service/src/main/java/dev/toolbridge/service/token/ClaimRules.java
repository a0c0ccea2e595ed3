package dev.toolbridge.service.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// What the claims of one trust domain's tokens must say beside being valid now.
sealed interface ClaimRules {

    /// Looks at the claims.
    ///
    /// @throws TokenRejected if one is not as it must be
    void check(JWTClaimsSet claims) throws ParseException;

    /// Who vouches for the subject.
    String issuer(JWTClaimsSet claims) throws ParseException;

    /// Whether a token may come without a key id.
    default boolean keyIdOptional() {
        return false;
    }

    /// Access tokens of the identity provider: its exact issuer, one of our audiences, and nothing that marks an
    /// ID token (OpenID Connect Core, section 2) or claims to be ours.
    record ProviderRules(String issuer, Audiences audiences) implements ClaimRules {
        private static final Set<String> OF_ID_TOKENS = Set.of("at_hash", "c_hash", "nonce");

        @Override
        public void check(JWTClaimsSet claims) {
            requireIssuer(claims, issuer);
            if (!audiences.anyAllowed()) {
                requireAudience(claims, audiences.all());
            }
            if (Claims.BACKEND.equals(claims.getClaim(Claims.TOKEN_TYPE))) {
                throw new TokenRejected("the identity provider does not issue backend tokens");
            }
            if (!Collections.disjoint(claims.getClaims().keySet(), OF_ID_TOKENS)) {
                throw new TokenRejected("an ID token is no access token");
            }
        }

        @Override
        public String issuer(JWTClaimsSet claims) {
            return issuer;
        }
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
        public void check(JWTClaimsSet claims) {
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
        public boolean keyIdOptional() {
            return true;
        }

        private boolean isProviders(JWTClaimsSet claims) {
            return provider.map(ProviderRules::issuer)
                    .filter(name -> name.equals(claims.getIssuer()))
                    .isPresent();
        }
    }

    private static void requireIssuer(JWTClaimsSet claims, String issuer) {
        if (!issuer.equals(claims.getIssuer())) {
            throw new TokenRejected("another issuer");
        }
    }

    private static void requireAudience(JWTClaimsSet claims, Set<String> audiences) {
        if (Collections.disjoint(claims.getAudience(), audiences)) {
            throw new TokenRejected("another audience");
        }
    }

    private static void requireOurAudienceIfAny(JWTClaimsSet claims, Audiences audiences) {
        if (!claims.getAudience().isEmpty() && !audiences.all().isEmpty()) {
            requireAudience(claims, audiences.all());
        }
    }

    private static String originalIssuer(JWTClaimsSet claims) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(Claims.ORIGINAL_ISSUER))
                .orElse(TokenVerifiers.OWN_ISSUER);
    }
}
