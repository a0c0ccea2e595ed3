package dev.toolbridge.tenants.leaving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.secret.PrivateKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// The platform's key for certificates: Ed25519 (RFC 8032). What it signs is a JWS (RFC 7515, RFC 8037), whose head has
/// the public key.
public final class CertificateKey {
    private static final int PUBLIC_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String id;
    private final KeyPair pair;

    private CertificateKey(String id, KeyPair pair) {
        this.id = id;
        this.pair = pair;
    }

    /// Reads the private key: 32 bytes as base64.
    ///
    /// @throws dev.toolbridge.service.config.SettingError if the file cannot be used
    static CertificateKey read(String setting, Path file) {
        var key = new PrivateKeyFile(setting, file);
        return new CertificateKey(key.id(), pair(key.bytes()));
    }

    /// Signs a text.
    String signed(ObjectNode content) {
        String head =
                part(Json.bytes(Json.object().put("alg", "EdDSA").put("kid", id).set("jwk", jwk())));
        String text = head + "." + part(Json.bytes(content));
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + part(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ObjectNode jwk() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
        return Json.object().put("kty", "OKP").put("crv", "Ed25519").put("x", part(raw));
    }

    private static String part(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /// The generator takes the private key's 32 bytes from its source of randomness, and derives the public key.
    private static KeyPair pair(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A source that gives the bytes of a key that exists.
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        Given(byte[] bytes) {
            super(null, null);
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
