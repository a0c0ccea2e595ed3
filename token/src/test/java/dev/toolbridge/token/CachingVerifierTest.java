package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The memory of verified tokens never knows better than a verification would.
class CachingVerifierTest {
    private final Trust trust = Trust.inProduction();

    @AfterEach
    void close() {
        trust.close();
    }

    @Test
    void aTokenIsVerifiedOnce() {
        String token = trust.provider.token();
        trust.verify(token);
        trust.verify(token);

        for (int again = 0; again < 10; again++) {
            trust.verify(token);
        }

        assertThat(trust.count("cached")).isGreaterThanOrEqualTo(10);
        assertThat(trust.count("verified")).isLessThanOrEqualTo(2);
    }

    @Test
    void anExpiredTokenIsNotRemembered() {
        String token = trust.provider.token();
        trust.verify(token);
        trust.clock.pass(Duration.ofSeconds(331));

        assertRefused(token);
        assertThat(trust.verifier.size()).isZero();
    }

    @Test
    void refusedTokensTakeNoRoom() {
        for (int bad = 0; bad < 100; bad++) {
            String subject = "\n" + bad;
            assertRefused(trust.provider.token(claims -> claims.subject(subject)));
        }

        assertThat(trust.verifier.size()).isZero();
        assertThat(trust.count("rejected")).isEqualTo(100);
    }

    @Test
    void case20ARevokedSessionEndsAtOnce() {
        String token = trust.provider.token(claims -> claims.claim("sid", "session_1"));
        String other = trust.provider.token(claims -> claims.claim("sid", "session_2"));
        trust.verify(token);
        trust.verify(token);

        trust.revoked.revoke(Provider.ISSUER, "session_1");

        assertRefused(token);
        assertThat(trust.verify(other).subject()).isEqualTo("user_1");
    }

    @Test
    void case20ARevokedTokenEndsAtOnceAndNoOtherIssuersDoes() {
        String token = trust.provider.token(claims -> claims.jwtID("id_1"));
        trust.verify(token);

        trust.revoked.revoke("https://other.example", "id_1");
        assertThat(trust.verify(token).subject()).isEqualTo("user_1");
        trust.revoked.revoke(Provider.ISSUER, "id_1");

        assertRefused(token);
    }

    @Test
    void case20WhatWasExchangedForARevokedSessionEndsWithIt() {
        String backend = trust.own.sign(new BackendToken(
                java.util.Optional.of(Provider.ISSUER),
                "user_1",
                java.util.Optional.of(Provider.AUDIENCE),
                java.util.Optional.empty(),
                java.util.Set.of(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.of("session_1"),
                java.util.Optional.empty(),
                Duration.ofMinutes(5)));
        trust.verify(backend);

        trust.revoked.revoke(Provider.ISSUER, "session_1");

        assertRefused(backend);
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }
}
