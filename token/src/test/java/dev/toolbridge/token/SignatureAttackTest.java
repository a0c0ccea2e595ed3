package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on who signed a token, and with what.
class SignatureAttackTest {
    private final Trust trust = Trust.inProduction();

    @AfterEach
    void close() {
        trust.close();
    }

    @Test
    void aGoodTokenIsTaken() {
        var token = trust.verify(trust.provider.token());

        assertThat(token.issuer()).isEqualTo(Provider.ISSUER);
        assertThat(token.subject()).isEqualTo("user_1");
        assertThat(token.tenant()).contains("org_1");
        assertThat(token.origin()).isEqualTo(TokenOrigin.PROVIDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "NONE"})
    void case3NoSignature(String algorithm) {
        String unsigned = Provider.encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"provider-1\"}") + "."
                + Provider.encoded(trust.provider.claims().build().toString()) + ".";

        assertRefused(unsigned);
        assertRefused(unsigned + "AA");
    }

    @Test
    void case3EmptySignature() {
        String good = trust.provider.token();

        assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
    }

    static Stream<byte[]> publicKeyAsSecret() throws JOSEException {
        byte[] der = Provider.KEY.toPublicKey().getEncoded();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
        return Stream.of(
                der,
                pem.getBytes(StandardCharsets.UTF_8),
                (pem + "\n").getBytes(StandardCharsets.UTF_8),
                Provider.KEY.getModulus().decode(),
                Provider.KEY.getModulus().toString().getBytes(StandardCharsets.UTF_8),
                Provider.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("publicKeyAsSecret")
    void case4PublicKeyUsedAsSecret(byte[] secret) throws JOSEException {
        assertRefused(hmac(JWSAlgorithm.HS256, "provider-1", secret));
        assertRefused(hmac(JWSAlgorithm.HS256, TokenVerifiers.SECRET_KEY_ID, secret));
    }

    @Test
    void onlyHs256AndRs256AreKnown() throws JOSEException {
        byte[] secret = (Trust.SECRET + Trust.SECRET).getBytes(StandardCharsets.UTF_8);

        assertRefused(hmac(JWSAlgorithm.HS384, TokenVerifiers.SECRET_KEY_ID, secret));
        assertRefused(hmac(JWSAlgorithm.HS512, TokenVerifiers.SECRET_KEY_ID, secret));
        for (var algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            assertRefused(Provider.signed(
                    Provider.KEY,
                    _ -> new JWSHeader.Builder(algorithm).keyID("provider-1"),
                    trust.provider.claims().build()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"../../etc/passwd\"",
                "\"' OR 1=1 --\"",
                "\"http://127.0.0.1/keys\"",
                "\"\"",
                "\" \"",
                "[\"provider-1\"]",
                "{\"a\":1}",
                "7"
            })
    void case7OddKeyIds(String keyId) {
        trust.verify(trust.provider.token());
        int requests = trust.keys.requests();
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":" + keyId + "}";

        assertRefused(
                Provider.signedText(header, trust.provider.claims().build().toString()));

        assertThat(trust.keys.requests()).isEqualTo(requests);
    }

    @Test
    void case7HugeKeyIds() {
        String claims = trust.provider.claims().build().toString();

        assertRefused(Provider.signedText("{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(10_000) + "\"}", claims));
        assertRefused(Provider.signedText("{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(300) + "\"}", claims));
    }

    @Test
    void case8KeysBroughtAlongAreNotLookedAt() {
        var own = Provider.key("mine");
        String address = trust.keys.strayAddress().toString();
        var claims = trust.provider.claims().build();

        assertRefused(Provider.signed(own, header -> header.jwk(own.toPublicJWK()), claims));
        assertRefused(Provider.signed(own, header -> header.jwkURL(trust.keys.strayAddress()), claims));
        assertRefused(Provider.signed(own, header -> header.x509CertURL(trust.keys.strayAddress()), claims));
        for (String parameter : List.of("jku", "x5u")) {
            String text = Provider.header(",\"" + parameter + "\":\"" + address + "\"");
            assertRefused(Provider.signedText(text, claims.toString()));
        }
        assertRefused(Provider.signedText(Provider.header(",\"x5c\":[\"MIIB\"]"), claims.toString()));

        assertThat(trust.keys.strays()).isZero();
    }

    @Test
    void case9UnknownCriticalExtensions() {
        var claims = trust.provider.claims().build();

        assertRefused(Provider.signed(
                Provider.KEY, header -> header.criticalParams(Set.of("exp")).customParam("exp", 1), claims));
        assertRefused(Provider.signedText(Provider.header(",\"crit\":[\"odd\"],\"odd\":1"), claims.toString()));
        assertRefused(Provider.signedText(Provider.header(",\"b64\":false,\"crit\":[\"b64\"]"), claims.toString()));
    }

    @Test
    void anotherKeyUnderTheSameId() {
        assertRefused(Provider.signed(
                Provider.key("provider-1"), trust.provider.claims().build()));
    }

    @Test
    void aSignatureOfOtherContent() {
        String good = trust.provider.token();
        String other = trust.provider.token(claims -> claims.subject("user_2"));
        String signature = good.substring(good.lastIndexOf('.'));

        assertRefused(other.substring(0, other.lastIndexOf('.')) + signature);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JOSE", "dpop+jwt", "secevent+jwt", "logout+jwt", "oauth-id-jag+jwt", "id_token"})
    void otherTypesOfTokens(String type) {
        assertRefused(Provider.signed(
                Provider.KEY,
                header -> header.type(new JOSEObjectType(type)),
                trust.provider.claims().build()));
    }

    @Test
    void accessTokenTypesAreTaken() {
        var claims = trust.provider.claims().build();

        assertThat(trust.verify(Provider.signed(
                                Provider.KEY, header -> header.type(new JOSEObjectType("at+jwt")), claims))
                        .subject())
                .isEqualTo("user_1");
        assertThat(trust.verify(Provider.signed(Provider.KEY, header -> header.type(null), claims))
                        .subject())
                .isEqualTo("user_1");
    }

    private String hmac(JWSAlgorithm algorithm, String keyId, byte[] secret) throws JOSEException {
        var header = new JWSHeader.Builder(algorithm).keyID(keyId).build();
        var token = new SignedJWT(header, trust.provider.claims().build());
        byte[] key = secret.length < 32 ? java.util.Arrays.copyOf(secret, 32) : secret;
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }
}
