package dev.toolbridge.service.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Case 12: which audience opens what.
class AudiencesTest {
    private static final Audiences EXCHANGE = new Audiences(Set.of("api"), Set.of("mcp"), AudienceMode.EXCHANGE, false);
    private static final Audiences SINGLE = new Audiences(Set.of("api"), Set.of("mcp"), AudienceMode.SINGLE, false);

    @Test
    void inExchangeModeTheRoutesTakeTheApisAudienceOnly() {
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.PROVIDER, "api"))).isTrue();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.PROVIDER, "mcp"))).isFalse();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.PROVIDER))).isFalse();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.OWN, "api"))).isTrue();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.OWN, "mcp"))).isFalse();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.OWN))).isTrue();
    }

    @Test
    void inSingleModeEitherAudienceOpensThem() {
        assertThat(SINGLE.openRoutes(token(TokenOrigin.PROVIDER, "mcp"))).isTrue();
        assertThat(SINGLE.all()).containsExactlyInAnyOrder("api", "mcp");
    }

    private static VerifiedToken token(TokenOrigin origin, String... audiences) {
        return new VerifiedToken(
                "issuer",
                "user_1",
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Instant.MAX,
                origin,
                Set.of(audiences),
                Optional.empty(),
                Optional.empty());
    }
}
