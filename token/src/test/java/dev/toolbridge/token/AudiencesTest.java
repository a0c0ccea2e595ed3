package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Case 12: which audience opens what.
class AudiencesTest {
    private static final Audiences EXCHANGE = audiences(AudienceMode.EXCHANGE);
    private static final Audiences SINGLE = audiences(AudienceMode.SINGLE);

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

    @Test
    void ourOwnTokensForAnyExchangeAudienceOpenTheRoutes() {
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.EXCHANGED, "old name")))
                .isTrue();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.EXCHANGED, "api"))).isTrue();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.OWN, "old name"))).isTrue();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.EXCHANGED, "mcp"))).isFalse();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.EXCHANGED))).isFalse();
        assertThat(EXCHANGE.openRoutes(token(TokenOrigin.PROVIDER, "old name"))).isFalse();
        assertThat(EXCHANGE.all()).doesNotContain("old name");
    }

    private static Audiences audiences(AudienceMode mode) {
        return new Audiences(Set.of("api"), Set.of("mcp"), Set.of("old name"), mode, false);
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
                Optional.empty(),
                TokenUse.ACCESS,
                Optional.empty(),
                Optional.empty());
    }
}
