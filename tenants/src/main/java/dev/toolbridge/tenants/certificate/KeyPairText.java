package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// Pairs of keys on P-256 as texts: both encodings as base64, with a dot between them.
final class KeyPairText {
    private static final String KIND = "EC";
    private static final String CURVE = "secp256r1";

    private KeyPairText() {}

    static KeyPair fresh() {
        try {
            var generator = KeyPairGenerator.getInstance(KIND);
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java makes no keys on " + CURVE, impossible);
        }
    }

    static Secret write(KeyPair pair) {
        var base64 = Base64.getEncoder();
        return new Secret(base64.encodeToString(pair.getPrivate().getEncoded()) + "."
                + base64.encodeToString(pair.getPublic().getEncoded()));
    }

    static KeyPair read(Secret text) {
        String whole = text.reveal();
        int dot = whole.indexOf('.');
        var base64 = Base64.getDecoder();
        try {
            var keys = KeyFactory.getInstance(KIND);
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(base64.decode(whole.substring(dot + 1)))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(whole.substring(0, dot)))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a pair of keys that was written cannot be read", impossible);
        }
    }
}
