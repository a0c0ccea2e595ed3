package dev.toolbridge.mcp.protocol.stateless;

import dev.toolbridge.service.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key that signs request states and nothing else.
record StateKey(SecretKey key) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] LABEL = "toolbridge mcp request state".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;

    /// The key of a secret that has other uses too: its label (HKDF, RFC 5869) makes it useless for those.
    static StateKey derivedFrom(Secret secret) {
        byte[] material = secret.reveal().getBytes(StandardCharsets.UTF_8);
        var parameters = HKDFParameterSpec.ofExtract().addIKM(material).thenExpand(LABEL, KEY_BYTES);
        try {
            return new StateKey(KDF.getInstance("HKDF-SHA256").deriveKey(ALGORITHM, parameters));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", impossible);
        }
    }

    /// A key that only this process has.
    static StateKey random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new StateKey(new SecretKeySpec(bytes, ALGORITHM));
    }

    /// The authentication code of content and its binding.
    byte[] code(byte[] content, String binding) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(content);
            mac.update((byte) 0);
            return mac.doFinal(binding.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
