package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.token.signature.EdwardsKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Algorithms that a setting names, each with its kind of key and no other.
class ProviderAlgorithmsTest {
    private static final String ALL = "RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512,EdDSA";
    private static final ECKey P_256 = elliptic(Curve.P_256);
    private static final KeyPair EDWARDS = edwards();

    private Trust trust;

    @AfterEach
    void close() {
        trust.close();
    }

    private void trust(String algorithms, JWK... keys) {
        trust = Trust.with(Map.of("JWT_ALGORITHMS", algorithms));
        trust.keys.serve(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void rsaKeysWithEachOfTheirAlgorithms(String algorithm) throws JOSEException {
        trust(algorithm, Provider.KEY.toPublicJWK());

        assertThat(trust.verify(signed(algorithm, "provider-1", new RSASSASigner(Provider.KEY)))
                        .subject())
                .isEqualTo("user_1");
        for (String other : List.of("RS256", "RS384", "PS256", "PS512")) {
            if (!other.equals(algorithm)) {
                assertRefused(signed(other, "provider-1", new RSASSASigner(Provider.KEY)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ES256, P-256", "ES384, P-384", "ES512, P-521"})
    void ellipticKeysOfTheCurveThatTheAlgorithmNames(String algorithm, String curve) throws JOSEException {
        ECKey key = elliptic(Curve.parse(curve));
        trust("RS256, " + algorithm, key.toPublicJWK(), Provider.KEY.toPublicJWK());

        assertThat(trust.verify(signed(algorithm, "elliptic", new ECDSASigner(key)))
                        .subject())
                .isEqualTo("user_1");
        assertThat(trust.verify(trust.provider.token()).subject()).isEqualTo("user_1");
        assertRefused(signed(algorithm, "elliptic", new ECDSASigner(elliptic(Curve.parse(curve)))));
    }

    @Test
    void edwardsKeys() throws GeneralSecurityException {
        trust("EdDSA", published(EDWARDS));

        assertThat(trust.verify(signed(EDWARDS)).subject()).isEqualTo("user_1");
        assertRefused(signed(edwards()));
        String good = signed(EDWARDS);
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1) + Base64URL.encode(new byte[64]));
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1) + "AA");
    }

    @Test
    void whatNoSettingNamesIsRefused() throws JOSEException, GeneralSecurityException {
        trust("RS256", P_256.toPublicJWK(), published(EDWARDS), Provider.KEY.toPublicJWK());

        assertRefused(signed("ES256", "elliptic", new ECDSASigner(P_256)));
        assertRefused(signed("PS256", "provider-1", new RSASSASigner(Provider.KEY)));
        assertRefused(signed(EDWARDS));
    }

    @Test
    void case4APublicKeyOfAnyKindIsNoSecret() throws JOSEException {
        trust(ALL, P_256.toPublicJWK(), published(EDWARDS), Provider.KEY.toPublicJWK());
        List<byte[]> secrets = List.of(
                P_256.toPublicKey().getEncoded(),
                P_256.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                P_256.getX().decode(),
                EDWARDS.getPublic().getEncoded(),
                published(EDWARDS).getX().decode());

        for (byte[] secret : secrets) {
            for (String keyId : List.of("elliptic", "edwards", TokenVerifiers.SECRET_KEY_ID)) {
                byte[] key = secret.length < 64 ? Arrays.copyOf(secret, 64) : secret;
                for (String algorithm : List.of("HS256", "HS384", "HS512")) {
                    assertRefused(signed(algorithm, keyId, new MACSigner(key)));
                }
            }
        }
    }

    @Test
    void anAlgorithmDoesNotUseAKeyOfAnotherKind() throws JOSEException, GeneralSecurityException {
        trust(ALL, P_256.toPublicJWK(), published(EDWARDS), Provider.KEY.toPublicJWK());

        assertRefused(signed("RS256", "elliptic", new RSASSASigner(Provider.KEY)));
        assertRefused(signed("ES256", "provider-1", new ECDSASigner(P_256)));
        assertRefused(signed("ES256", "edwards", new ECDSASigner(P_256)));
        assertRefused(signed("ES384", "elliptic", new ECDSASigner(elliptic(Curve.P_384))));
    }

    @Test
    void aKeyForOneAlgorithmIsForThatAlone() throws JOSEException {
        var forRs256 = new com.nimbusds.jose.jwk.RSAKey.Builder(Provider.KEY.toPublicJWK())
                .algorithm(JWSAlgorithm.RS256)
                .build();
        trust(ALL, forRs256);

        assertThat(trust.verify(trust.provider.token()).subject()).isEqualTo("user_1");
        assertRefused(signed("PS256", "provider-1", new RSASSASigner(Provider.KEY)));
    }

    @Test
    void theOnlyKeyOfTheAlgorithmNeedNotBeNamed() throws JOSEException {
        trust("ES256,RS256", P_256.toPublicJWK(), Provider.KEY.toPublicJWK());

        assertThat(trust.verify(signed("ES256", null, new ECDSASigner(P_256))).subject())
                .isEqualTo("user_1");
    }

    private String signed(String algorithm, String keyId, JWSSigner signer) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .keyID(keyId)
                .build();
        var token = new SignedJWT(header, trust.provider.claims().build());
        token.sign(signer);
        return token.serialize();
    }

    /// Signed by what the JDK has, as the library does it only with another one.
    private String signed(KeyPair pair) throws GeneralSecurityException {
        String input = Provider.encoded("{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"edwards\"}") + "."
                + Provider.encoded(trust.provider.claims().build().toString());
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signer.sign());
    }

    private static OctetKeyPair published(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - EdwardsKeys.KEY_BYTES, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                .keyID("edwards")
                .build();
    }

    private static ECKey elliptic(Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID("elliptic").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair edwards() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }
}
