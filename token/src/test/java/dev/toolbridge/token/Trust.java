package dev.toolbridge.token;

import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.rate.MovableClock;
import dev.toolbridge.token.signature.KeyServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;

/// A verifier with everything around it, for tests.
public final class Trust implements AutoCloseable {
    static final String SECRET = "correct-horse-battery-staple-0123456789";

    public final MovableClock clock = new MovableClock();
    public final KeyServer keys = KeyServer.start(Provider.KEY.toPublicJWK());
    public final Provider provider = new Provider(clock);
    final RevokedTokens revoked = new RevokedTokens();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TokenConfig config;
    final OwnKeys own;
    final CachingVerifier verifier;

    private Trust(Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "JWT_ISSUER",
                Provider.ISSUER,
                "JWT_JWKS_URL",
                keys.address().toString(),
                "JWT_AUDIENCE",
                Provider.AUDIENCE,
                "JWT_HS256_SECRET",
                SECRET));
        all.putAll(settings);
        config = TokenConfig.from(new Settings(all));
        own = OwnKeys.from(config, clock);
        verifier = (CachingVerifier) TokenVerifiers.from(config, new TokenSurroundings(own, revoked, meters, clock));
    }

    public static Trust inProduction() {
        return with(Map.of());
    }

    public static Trust inDevelopment() {
        return with(Map.of("ENV", "dev"));
    }

    public static Trust with(Map<String, String> settings) {
        return new Trust(settings);
    }

    public VerifiedToken verify(String token) {
        return verifier.verify(token);
    }

    double count(String outcome) {
        return meters.counter("toolbridge.token.verifications", "outcome", outcome)
                .count();
    }

    @Override
    public void close() {
        keys.close();
    }
}
