package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.token.signature.KeySetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backend tokens: signed and verified with keys of our own, which change without a restart.
class OwnKeysTest {
    private static final RSAKey FIRST = Provider.key("first");
    private static final RSAKey SECOND = Provider.key("second");
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @Test
    void theSecretSignsWhenThereIsNoRsaKey() throws ParseException {
        try (var trust = Trust.inProduction()) {
            String token = trust.own.sign(token());

            assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isEqualTo(TokenVerifiers.SECRET_KEY_ID);
            assertThat(trust.verify(token).origin()).isEqualTo(TokenOrigin.EXCHANGED);
            assertThat(trust.own.publishedKeySet()).isEqualTo("{\"keys\":[]}");
        }
    }

    @Test
    void aBackendTokenKeepsWhatItWasMadeFrom() {
        try (var trust = Trust.inProduction()) {
            var verified = trust.verify(trust.own.sign(token()));

            assertThat(verified.issuer()).isEqualTo(Provider.ISSUER);
            assertThat(verified.subject()).isEqualTo("user_1");
            assertThat(verified.tenant()).contains("org_1");
            assertThat(verified.audiences()).containsExactly(Provider.AUDIENCE);
            assertThat(verified.scopes()).containsExactly("notes:read");
            assertThat(verified.clientId()).contains("client_1");
            assertThat(verified.actor()).contains("sidecar");
            assertThat(verified.sessionId()).contains("session_1");
            assertThat(verified.expiresAt()).isEqualTo(trust.clock.instant().plus(token().life()));
        }
    }

    @Test
    void bothPemFormsOfAKeySign() throws JOSEException {
        byte[] pkcs8 = FIRST.toPrivateKey().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);

        for (String pem : new String[] {
            pem("PRIVATE KEY", pkcs8),
            pem("RSA PRIVATE KEY", pkcs1),
            pem("PRIVATE KEY", pkcs8).replace("\n", "\\n")
        }) {
            try (var trust = Trust.with(Map.of("JWT_BACKEND_RS256_PRIVATE_KEY", pem, "JWT_BACKEND_KEY_ID", "first"))) {
                String token = trust.own.sign(token());
                assertThat(trust.verify(token).subject()).isEqualTo("user_1");
                assertThat(trust.keys.requests()).isZero();
                assertThat(trust.own.publishedKeySet()).contains("\"first\"").doesNotContain("\"d\"");
            }
        }
    }

    @Test
    void besideAnRsaKeyProductionTakesNothingSignedWithTheSecret() throws JOSEException {
        var settings = Map.of(
                "JWT_BACKEND_RS256_PRIVATE_KEY",
                pem("PRIVATE KEY", FIRST.toPrivateKey().getEncoded()),
                "JWT_BACKEND_KEY_ID",
                "first");
        try (var production = Trust.with(settings)) {
            String bySecret = OwnKeys.signed(
                    token().claims(production.clock.instant()), OwnKeys.secretKey(Trust.SECRET, "hs256"));
            assertThatThrownBy(() -> production.verify(bySecret)).isInstanceOf(TokenRejected.class);
        }
    }

    @Test
    void rotationOverlapsWithoutARestart() throws IOException, ParseException {
        Path file = write(FIRST);
        try (var trust = Trust.with(Map.of("JWT_BACKEND_KEY_SET_FILE", file.toString()))) {
            String old = trust.own.sign(token());
            assertThat(keyId(old)).isEqualTo("first");

            rewrite(trust, FIRST, SECOND);
            assertThat(keyId(trust.own.sign(token()))).isEqualTo("first");
            rewrite(trust, SECOND, FIRST);
            String young = trust.own.sign(token());
            assertThat(keyId(young)).isEqualTo("second");
            assertThat(trust.verify(old).subject()).isEqualTo("user_1");
            assertThat(trust.verify(young).subject()).isEqualTo("user_1");

            rewrite(trust, SECOND);
            assertThatThrownBy(() -> trust.verify(old)).isInstanceOf(TokenRejected.class);
            assertThat(trust.verify(young).subject()).isEqualTo("user_1");
        }
    }

    @Test
    void madeKeySetsRotate() throws IOException {
        String first = KeySetText.newKey();
        String second = KeySetText.newKey();
        Path file = Files.writeString(folder.resolve("made.json"), KeySetText.of(List.of(first)));
        try (var trust = Trust.with(Map.of("JWT_BACKEND_KEY_SET_FILE", file.toString()))) {
            String old = trust.own.sign(token());
            Files.writeString(file, KeySetText.of(List.of(second, first)));
            trust.clock.pass(LOOK_PAUSE);
            String young = trust.own.sign(token());
            assertThat(trust.verify(old).subject()).isEqualTo("user_1");

            Files.writeString(file, KeySetText.of(List.of(second)));
            trust.clock.pass(LOOK_PAUSE);
            assertThat(trust.verify(young).subject()).isEqualTo("user_1");
            assertThatThrownBy(() -> trust.verify(old)).isInstanceOf(TokenRejected.class);
        }
    }

    @Test
    void aKeySetIsNotMadeOfOtherTexts() {
        for (List<String> keys : List.of(List.of("secret words"), List.of("{}"), List.of(same(), same()))) {
            assertThatThrownBy(() -> KeySetText.of(keys))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret words");
        }
    }

    private static String same() {
        return FIRST.toJSONString();
    }

    @Test
    void aKeyThatMayOnlyVerifyDoesNotSign() throws IOException, ParseException {
        var retired = new RSAKey.Builder(FIRST)
                .keyOperations(Set.of(KeyOperation.VERIFY))
                .build();
        Path file = write(retired, SECOND);
        try (var trust = Trust.with(Map.of("JWT_BACKEND_KEY_SET_FILE", file.toString()))) {
            assertThat(keyId(trust.own.sign(token()))).isEqualTo("second");
        }
    }

    @Test
    void whoHasOnlyPublicKeysVerifiesAndSignsNothing() throws IOException {
        Path file = write(FIRST.toPublicJWK());
        try (var trust = Trust.with(Map.of("JWT_BACKEND_KEY_SET_FILE", file.toString(), "JWT_HS256_SECRET", ""))) {
            assertThat(trust.own.canSign()).isFalse();
            assertThatThrownBy(() -> trust.own.sign(token())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aBrokenOrMissingFileLeavesTheOldKeys() throws IOException {
        Path file = write(FIRST);
        try (var trust = Trust.with(Map.of("JWT_BACKEND_KEY_SET_FILE", file.toString()))) {
            String token = trust.own.sign(token());

            for (String broken : new String[] {"", "{", "{\"keys\":[{\"kty\":\"RSA\"}]}"}) {
                Files.writeString(file, broken);
                trust.clock.pass(LOOK_PAUSE);
                assertThat(trust.verify(token).subject()).isEqualTo("user_1");
            }
            Files.delete(file);
            trust.clock.pass(LOOK_PAUSE);
            assertThat(trust.verify(token).subject()).isEqualTo("user_1");
        }
    }

    @Test
    void anUnusableKeySetStopsTheStart() throws IOException, JOSEException {
        var small = new com.nimbusds.jose.jwk.gen.RSAKeyGenerator(1_024, true)
                .keyID("small")
                .generate();
        var nameless = new RSAKey.Builder(FIRST).keyID(null).build();
        for (JWK[] keys : new JWK[][] {{small}, {nameless}, {FIRST, FIRST}}) {
            Path file = write(keys);
            assertThatThrownBy(() -> Trust.with(Map.of("JWT_BACKEND_KEY_SET_FILE", file.toString())))
                    .isInstanceOf(SettingError.class)
                    .hasMessageContaining("JWT_BACKEND_KEY_SET_FILE");
        }
    }

    @Test
    void anotherAudienceOrTypeOrIssuerIsRefused() {
        try (var trust = Trust.inProduction()) {
            var key = OwnKeys.secretKey(Trust.SECRET, TokenVerifiers.SECRET_KEY_ID);
            var forOther = new BackendToken(
                    Optional.empty(),
                    "user_1",
                    Optional.of("https://other.example"),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofMinutes(5));
            assertThatThrownBy(() -> trust.verify(trust.own.sign(forOther))).isInstanceOf(TokenRejected.class);
            for (var claims : new com.nimbusds.jwt.JWTClaimsSet[] {
                trust.provider.claims().build(),
                trust.provider.claims().issuer(null).build(),
                trust.provider.claims().issuer(TokenVerifiers.OWN_ISSUER).build(),
                trust.provider.claims().claim("token_type", "backend").build()
            }) {
                assertThatThrownBy(() -> trust.verify(Secrets.signed(key, claims)))
                        .isInstanceOf(TokenRejected.class);
            }
        }
    }

    private static BackendToken token() {
        return new BackendToken(
                Optional.of(Provider.ISSUER),
                "user_1",
                Optional.of(Provider.AUDIENCE),
                Optional.of("org_1"),
                Set.of("notes:read"),
                Optional.of("client_1"),
                Optional.of("sidecar"),
                Optional.of("session_1"),
                Optional.empty(),
                Duration.ofMinutes(5));
    }

    private Path write(JWK... keys) throws IOException {
        return Files.writeString(folder.resolve("keys.json"), new JWKSet(Arrays.asList(keys)).toString(false));
    }

    private void rewrite(Trust trust, JWK... keys) throws IOException {
        write(keys);
        trust.clock.pass(LOOK_PAUSE);
    }

    private static String keyId(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
