package dev.toolbridge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.toolbridge.service.config.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;

/// Builds the verifier of a server from its trust domains.
public final class TokenVerifiers {
    /// The issuer of tokens that this deployment signs itself.
    public static final String OWN_ISSUER = "toolbridge-api";

    /// The key id of tokens signed with the deployment's secret.
    public static final String SECRET_KEY_ID = "hs256";

    /// RFC 7518, section 3.2: a key as long as the hash, or longer.
    static final int SECRET_BYTES_MIN = 32;

    private TokenVerifiers() {}

    /// A verifier that shares nothing with others.
    public static TokenVerifier from(TokenConfig config) {
        return from(config, new SimpleMeterRegistry());
    }

    /// The same, counted in these meters.
    public static TokenVerifier from(TokenConfig config, MeterRegistry meters) {
        return from(
                config,
                new TokenSurroundings(OwnKeys.from(config), new RevokedTokens(), meters, InstantSource.system()));
    }

    /// A verifier that shares keys, revocations, meters and clock with others.
    public static TokenVerifier from(TokenConfig config, TokenSurroundings surroundings) {
        var meters = new TokenMeters(surroundings.meters());
        return new CachingVerifier(TrustDomains.from(config, surroundings), surroundings, meters);
    }

    /// Signs a token with the deployment's secret.
    public static String sign(SignedToken token, String secret) throws JOSEException {
        return OwnKeys.signed(token.claims(Instant.now()), OwnKeys.secretKey(secret, SECRET_KEY_ID));
    }

    /// Signs a token with a key of a deployment's key set, as JSON (RFC 7517).
    public static String signWithKey(SignedToken token, Secret key) {
        try {
            return OwnKeys.signed(token.claims(Instant.now()), JWK.parse(key.reveal()));
        } catch (JOSEException | ParseException unusable) {
            throw new IllegalStateException("a key that was made here does not sign");
        }
    }
}
