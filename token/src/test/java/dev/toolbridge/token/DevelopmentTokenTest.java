package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tokens that old tools sign with the secret are accepted in development and refused in production.
class DevelopmentTokenTest {
    private static final OctetSequenceKey KEY = OwnKeys.secretKey(Trust.SECRET, TokenVerifiers.SECRET_KEY_ID);

    private static List<JWTClaimsSet> habits(Trust trust) {
        return List.of(
                trust.provider.claims().issuer(null).audience((String) null).build(),
                trust.provider.claims().build(),
                trust.provider.claims().issuer(TokenVerifiers.OWN_ISSUER).build());
    }

    @Test
    void developmentTakesOldHabits() {
        try (var trust = Trust.inDevelopment()) {
            for (var claims : habits(trust)) {
                assertThat(trust.verify(Secrets.signed(KEY, claims)).subject()).isEqualTo("user_1");
                assertThat(trust.verify(Secrets.signedWithoutKeyId(KEY, claims)).origin())
                        .isEqualTo(TokenOrigin.OWN);
            }
        }
    }

    @Test
    void productionDoesNot() {
        try (var trust = Trust.inProduction()) {
            for (var claims : habits(trust)) {
                assertRefused(trust, Secrets.signed(KEY, claims));
                assertRefused(trust, Secrets.signedWithoutKeyId(KEY, claims));
            }
        }
    }

    @Test
    void developmentStillRefusesStrangers() {
        try (var trust = Trust.inDevelopment()) {
            var claims = trust.provider.claims();
            assertRefused(
                    trust,
                    Secrets.signed(KEY, claims.issuer("https://other.example").build()));
            assertRefused(
                    trust,
                    Secrets.signed(
                            KEY,
                            trust.provider
                                    .claims()
                                    .audience("https://other.example")
                                    .build()));
            assertRefused(
                    trust,
                    Secrets.signed(
                            OwnKeys.secretKey("another-secret-another-secret-another", "hs256"),
                            trust.provider.claims().build()));
            assertRefused(
                    trust,
                    Secrets.signed(
                            KEY, trust.provider.claims().expirationTime(null).build()));
        }
    }

    @Test
    void aTokenWithTheProvidersIssuerIsTheSameUser() {
        try (var trust = Trust.inDevelopment()) {
            var bySecret =
                    trust.verify(Secrets.signed(KEY, trust.provider.claims().build()));
            var byProvider = trust.verify(trust.provider.token());

            assertThat(bySecret.issuer()).isEqualTo(byProvider.issuer());
        }
    }

    @Test
    void aShortSecretIsTheSameWhetherFilledWithZerosOrNot() {
        try (var trust = Trust.with(Map.of("ENV", "dev", "JWT_HS256_SECRET", "dev-secret"))) {
            var filled = OwnKeys.secretKey("dev-secret" + "\0".repeat(22), TokenVerifiers.SECRET_KEY_ID);

            assertThat(trust.verify(Secrets.signed(
                                    filled, trust.provider.claims().build()))
                            .subject())
                    .isEqualTo("user_1");
        }
    }

    @Test
    void aDevelopersOwnTokenIsTakenInBoth() throws JOSEException {
        var content = new SignedToken("user_1", Optional.of("org_1"), Set.of("notes:read"), Duration.ofDays(3_650));
        for (var trust : List.of(Trust.inDevelopment(), Trust.inProduction())) {
            try (trust) {
                var verified = trust.verify(OwnKeys.signed(content.claims(trust.clock.instant()), KEY));
                assertThat(verified.tenant()).contains("org_1");
                assertThat(verified.issuer()).isEqualTo(TokenVerifiers.OWN_ISSUER);
            }
        }
    }

    @Test
    void theOwnerVouchesForAUserOfTheProviderToo() throws JOSEException {
        var content = new SignedToken(
                "ada", Optional.of("org_1"), Set.of(), Duration.ofMinutes(1), Optional.of("https://id.example"));
        try (var trust = Trust.inProduction()) {
            var verified = trust.verify(OwnKeys.signed(content.claims(trust.clock.instant()), KEY));

            assertThat(verified.issuer()).isEqualTo("https://id.example");
            assertThat(verified.origin()).isEqualTo(TokenOrigin.OWN);
        }
    }

    @Test
    void signingWithTheSecretMakesATokenOfNow() throws JOSEException {
        var config =
                TokenConfig.from(new dev.toolbridge.service.config.Settings(Map.of("JWT_HS256_SECRET", Trust.SECRET)));
        String token = TokenVerifiers.sign(
                new SignedToken("user_1", Optional.empty(), Set.of(), Duration.ofMinutes(1)), Trust.SECRET);

        assertThat(TokenVerifiers.from(config).verify(token).subject()).isEqualTo("user_1");
    }

    private static void assertRefused(Trust trust, String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }
}
