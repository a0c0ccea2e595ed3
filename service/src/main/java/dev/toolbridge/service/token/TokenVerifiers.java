package dev.toolbridge.service.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Builds the verifier of a server from its trust domains.
public final class TokenVerifiers {
    /// The issuer of tokens that this deployment signs itself.
    public static final String OWN_ISSUER = "toolbridge-api";

    /// The key id of tokens signed with the deployment's secret.
    public static final String SECRET_KEY_ID = "hs256";

    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int READ_TIMEOUT_MS = 1_500;
    private static final int KEYS_BYTES_MAX = 51_200;
    private static final Duration KEYS_LIFE = Duration.ofMinutes(15);
    private static final Duration KEYS_REFRESH_WAIT = Duration.ofSeconds(2);
    private static final Duration KEYS_REFRESH_AHEAD = Duration.ofMinutes(5);
    private static final Duration KEYS_FETCH_PAUSE = Duration.ofSeconds(30);
    private static final Duration KEYS_OUTAGE_MAX = Duration.ofHours(4);

    private TokenVerifiers() {}

    /// A token is given to the domain whose issuer it names; that domain then trusts its own keys only.
    public static TokenVerifier from(TokenConfig config) {
        Optional<TokenVerifier> own = config.secret()
                .map(secret -> new JwtVerifier(
                        new TrustDomain(OWN_ISSUER, JWSAlgorithm.HS256, secretKey(secret.reveal()), Set.of()),
                        config.tenantClaim()));
        Optional<TokenVerifier> provider = config.provider()
                .map(named -> new JwtVerifier(
                        new TrustDomain(named.issuer(), JWSAlgorithm.RS256, publishedKeys(named), config.audiences()),
                        config.tenantClaim()));
        return token -> chosen(token, own, provider).verify(token);
    }

    private static TokenVerifier chosen(String token, Optional<TokenVerifier> own, Optional<TokenVerifier> provider) {
        return (TokenSyntax.issuer(token).equals(OWN_ISSUER) ? own : provider)
                .orElseThrow(() -> new TokenRejected("no trust domain for the token's issuer"));
    }

    private static JWKSource<SecurityContext> secretKey(String secret) {
        var key = new OctetSequenceKey.Builder(secret.getBytes(StandardCharsets.UTF_8))
                .keyID(SECRET_KEY_ID)
                .algorithm(JWSAlgorithm.HS256)
                .build();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    private static JWKSource<SecurityContext> publishedKeys(TokenConfig.Provider provider) {
        try {
            var retriever = new DefaultResourceRetriever(CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS, KEYS_BYTES_MAX);
            return JWKSourceBuilder.create(provider.keys().toURL(), retriever)
                    .cache(KEYS_LIFE.toMillis(), KEYS_REFRESH_WAIT.toMillis())
                    .refreshAheadCache(KEYS_REFRESH_AHEAD.toMillis(), true)
                    .rateLimited(KEYS_FETCH_PAUSE.toMillis())
                    .retrying(true)
                    .outageTolerant(KEYS_OUTAGE_MAX.toMillis())
                    .build();
        } catch (MalformedURLException malformed) {
            throw new IllegalArgumentException("JWT_JWKS_URL is not a URL", malformed);
        }
    }

    /// Signs a token with the deployment's secret.
    public static String sign(SignedToken token, String secret) throws JOSEException {
        return token.sign(secret.getBytes(StandardCharsets.UTF_8), SECRET_KEY_ID);
    }
}
