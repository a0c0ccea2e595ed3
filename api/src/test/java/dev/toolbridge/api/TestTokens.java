package dev.toolbridge.api;

import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.BackendToken;
import dev.toolbridge.token.OwnKeys;
import dev.toolbridge.token.TokenConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tokens that the deployment's key signs, with more claims than a developer's own.
final class TestTokens {

    private TestTokens() {}

    static String ofClient(String user, String tenant, String client) {
        var keys = OwnKeys.from(
                TokenConfig.from(new Settings(Map.of("JWT_HS256_SECRET", RunningServer.SECRET, "ENV", "production"))));
        return keys.sign(new BackendToken(
                Optional.empty(),
                user,
                Optional.empty(),
                Optional.of(tenant),
                Set.of(),
                Optional.of(client),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1)));
    }
}
