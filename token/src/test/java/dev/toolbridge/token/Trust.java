package dev.toolbridge.token;

import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.rate.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;

/// A verifier with everything around it, for tests.
final class Trust implements AutoCloseable {
    static final String SECRET = "correct-horse-battery-staple-0123456789";

    final MovableClock clock = new MovableClock();
    final KeyServer keys = KeyServer.start(Provider.KEY.toPublicJWK());
    final Provider provider = new Provider(clock);
    final RevokedTokens revoked = new RevokedTokens();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
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

    static Trust inProduction() {
        return with(Map.of());
    }

    static Trust inDevelopment() {
        return with(Map.of("ENV", "dev"));
    }

    static Trust with(Map<String, String> settings) {
        return new Trust(settings);
    }

    VerifiedToken verify(String token) {
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
