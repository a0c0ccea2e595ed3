package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks by tokens whose signature is good and whose claims are not.
class ClaimAttackTest {
    private final Trust trust = Trust.inProduction();

    @AfterEach
    void close() {
        trust.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://other.example", "https://id.example/", "HTTPS://ID.EXAMPLE", " https://id.example", ""})
    void case10AnotherIssuer(String issuer) {
        assertRefused(claims -> claims.issuer(issuer));
    }

    @Test
    void case10NoIssuer() {
        assertRefused(claims -> claims.issuer(null));
    }

    @Test
    void case11AnotherAudience() {
        assertRefused(claims -> claims.audience("https://other.example"));
        assertRefused(claims -> claims.audience("client_01"));
        assertRefused(claims -> claims.audience(Provider.AUDIENCE + "/"));
        assertRefused(claims -> claims.audience((String) null));
        assertRefused(claims -> claims.audience(List.of()));
    }

    @Test
    void case11OneOfSeveralAudiencesIsEnough() {
        var token = trust.verify(
                trust.provider.token(claims -> claims.audience(List.of("https://other.example", Provider.AUDIENCE))));

        assertThat(token.audiences()).contains(Provider.AUDIENCE);
    }

    @Test
    void case11ThousandsOfAudiences() {
        var many = IntStream.range(0, 10_000)
                .mapToObj(number -> "https://a" + number)
                .toList();

        assertRefused(claims -> claims.audience(many));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"9999999999\"",
                "1e400",
                "-1",
                "0",
                "null",
                "true",
                "[9999999999]",
                "{\"at\":1}",
                "-9223372036854775808"
            })
    void case13OddExpiries(String expiry) {
        assertRefusedText("\"exp\":" + expiry);
    }

    @Test
    void case13ExpiredAndNoExpiry() {
        long now = trust.clock.instant().getEpochSecond();

        assertRefused(claims -> claims.expirationTime(null));
        assertRefused(claims -> claims.expirationTime(seconds(now - 31)));
        assertThat(trust.verify(trust.provider.token(claims -> claims.expirationTime(seconds(now - 29))))
                        .subject())
                .isEqualTo("user_1");
    }

    @Test
    void case14NotYetValid() {
        long now = trust.clock.instant().getEpochSecond();

        assertRefused(claims -> claims.notBeforeTime(seconds(now + 31)));
        assertRefused(claims -> claims.issueTime(seconds(now + 31)));
        assertThat(trust.verify(trust.provider.token(claims ->
                                claims.notBeforeTime(seconds(now + 20)).issueTime(seconds(now + 20))))
                        .subject())
                .isEqualTo("user_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1e308", "1e18", "-1e18", "9223372036854776", "1e1000"})
    void case14TimesThatWouldLoseTheirFirstDigits(String time) {
        assertRefusedText("\"nbf\":" + time);
        assertRefusedText("\"iat\":" + time);
        assertRefusedText("\"exp\":" + time);
    }

    @Test
    void case15OddSubjects() {
        assertRefused(claims -> claims.subject(null));
        assertRefused(claims -> claims.subject(""));
        assertRefused(claims -> claims.subject("  "));
        assertRefused(claims -> claims.subject("u".repeat(256)));
        assertRefused(claims -> claims.subject("a\0b"));
        assertRefused(claims -> claims.subject("a\nb"));
        assertRefusedText("\"sub\":\"\\ud800\"");
        assertRefusedText("\"sub\":\"a\\udc00b\"");
        assertRefusedText("\"sub\":7");
        assertRefusedText("\"sub\":null");
        assertRefusedText("\"sub\":[\"user_1\"]");
        assertThat(trust.verify(trust.provider.token(claims -> claims.subject("a:b")))
                        .subject())
                .isEqualTo("a:b");
    }

    @Test
    void case16TheProviderCannotIssueBackendTokens() {
        assertRefused(claims -> claims.claim("token_type", "backend"));
        assertRefused(claims -> claims.claim("token_type", "backend").issuer(TokenVerifiers.OWN_ISSUER));
        assertRefused(claims -> claims.issuer(TokenVerifiers.OWN_ISSUER).audience((String) null));
    }

    @Test
    void case16TheProviderCannotSpeakForAnotherIssuer() {
        var token =
                trust.verify(trust.provider.token(claims -> claims.claim("original_iss", "https://victim.example")));

        assertThat(token.issuer()).isEqualTo(Provider.ISSUER);
    }

    @Test
    void case22IdTokensAreNoAccessTokens() {
        assertRefused(claims -> claims.claim("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"));
        assertRefused(claims -> claims.claim("c_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"));
        assertRefused(claims -> claims.claim("nonce", "n-0S6_WzA2Mj"));
    }

    @Test
    void oddOptionalClaims() {
        assertRefusedText("\"org_id\":[\"org_1\",\"org_2\"]");
        assertRefusedText("\"scope\":{\"notes\":true}");
        assertRefusedText("\"sid\":7");
        assertRefusedText("\"act\":\"someone\"");
        assertRefusedText("\"act\":{\"sub\":7}");
        assertRefusedText("\"act\":{\"sub\":\"a\\u0000\"}");
        assertRefusedText("\"act\":{\"sub\":\"\\ud800\"}");
        assertRefusedText("\"act\":{\"sub\":\"" + "a".repeat(2_000) + "\"}");
        assertRefusedText("\"client_id\":\"\\udfff\"");
        assertRefused(claims -> claims.claim("org_id", "org\0"));
        assertRefused(claims -> claims.claim("client_id", "c".repeat(2_000)));
    }

    @Test
    void whatATokenSaysIsRead() {
        var token = trust.verify(trust.provider.token(claims -> claims.claim("scope", " notes:read  sync ")
                .claim("client_id", "client_01")
                .claim("sid", "session_1")
                .claim("act", Map.of("sub", "agent_1"))
                .jwtID("id_1")));

        assertThat(token.scopes()).containsExactlyInAnyOrder("notes:read", "sync");
        assertThat(token.clientId()).contains("client_01");
        assertThat(token.sessionId()).contains("session_1");
        assertThat(token.actor()).contains("agent_1");
        assertThat(token.tokenId()).contains("id_1");
    }

    @Test
    void repeatedScopesAreOne() {
        assertThat(trust.verify(trust.provider.token(claims -> claims.claim("scope", "sync sync")))
                        .scopes())
                .containsExactly("sync");
    }

    private void assertRefused(UnaryOperator<JWTClaimsSet.Builder> change) {
        String token = trust.provider.token(change);
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }

    /// Good claims, in which the given member replaces the one of the same name.
    private void assertRefusedText(String member) {
        String name = member.substring(1, member.indexOf('"', 1));
        var claims = new java.util.HashMap<>(trust.provider.claims().build().toJSONObject());
        claims.remove(name);
        String rest = com.nimbusds.jose.util.JSONObjectUtils.toJSONString(claims);
        String token = Provider.signedText(Provider.header(""), "{" + member + "," + rest.substring(1));
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }

    private static Date seconds(long epochSecond) {
        return Date.from(java.time.Instant.ofEpochSecond(epochSecond));
    }
}
