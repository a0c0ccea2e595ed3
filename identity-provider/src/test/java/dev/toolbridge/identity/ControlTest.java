package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The switches, and who may use them.
class ControlTest {
    @TempDir
    Path folder;

    private RunningProvider provider;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void switchesNeedTheWorkspacesSecret() {
        for (String header : new String[] {"Bearer wrong", "Bearer ", "Basic " + RunningProvider.SECRET}) {
            assertThat(provider.postJson("/control/tokens", Map.of(), "Authorization", header)
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(provider.postJson("/control/users", Map.of("email", "a@b.c")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void tokensOfAnyKindCanBeMinted() throws Exception {
        var token = SignedJWT.parse(mint(Map.of("sub", "user_7", "claims", Map.of("aud", "api", "extra", true))));

        assertThat(isSignedByUs(token)).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("user_7");
        assertThat(token.getJWTClaimsSet().getBooleanClaim("extra")).isTrue();
        assertThat(isSignedByUs(SignedJWT.parse(mint(Map.of("key", "stranger")))))
                .isFalse();
        assertThat(mint(Map.of("payload_text", "not json"))).contains(".bm90IGpzb24.");
        assertThat(mint(Map.of("header_text", "{}"))).startsWith("e30.");
    }

    @Test
    void keysRotateAndOldOnesAreDropped() throws Exception {
        var old = SignedJWT.parse(mint(Map.of()));
        provider.control("POST", "/keys/rotate", Map.of());
        var young = SignedJWT.parse(mint(Map.of()));
        assertThat(young.getHeader().getKeyID()).isNotEqualTo(old.getHeader().getKeyID());
        assertThat(isSignedByUs(old)).isTrue();

        provider.control("POST", "/keys/drop", Map.of());

        assertThat(isSignedByUs(old)).isFalse();
        assertThat(isSignedByUs(young)).isTrue();
    }

    @Test
    void theKeySetFailsOnDemand() {
        for (var fault : Map.of("down", 500, "rate-limited", 429, "redirect", 302, "malformed", 200)
                .entrySet()) {
            provider.control("PUT", "/faults/keys", Map.of("fault", fault.getKey()));
            assertThat(provider.get("/oauth2/jwks").statusCode()).isEqualTo(fault.getValue());
        }
    }

    @Test
    void oddCommandsAreRefused() {
        assertThat(provider.control("PUT", "/faults/nothing", Map.of("fault", "down"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(provider.control("PUT", "/faults/keys", Map.of("fault", "odd-one"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(provider.control("PUT", "/memberships", Map.of("user_id", "u", "organization_id", "o"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(provider.control("POST", "/users", Map.of()).statusCode()).isEqualTo(400);
    }

    private String mint(Map<String, Object> command) {
        return RunningProvider.parsed(provider.control("POST", "/tokens", command))
                .path("token")
                .asText();
    }

    private boolean isSignedByUs(SignedJWT token) throws Exception {
        var key = JWKSet.parse(provider.get("/oauth2/jwks").body())
                .getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new RSASSAVerifier(key.toRSAKey()));
    }
}
