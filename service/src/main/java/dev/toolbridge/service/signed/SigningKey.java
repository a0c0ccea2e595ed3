package dev.toolbridge.service.signed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret that signs for one purpose, and the name by which signed values speak of it.
///
/// @param prepared knows the secret, and has read nothing
record SigningKey(String id, Mac prepared) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 4;

    /// The key that a deployment's secret gives for a purpose.
    static SigningKey derived(byte[] secret, String purpose) {
        byte[] own = code(secret, "toolbridge " + purpose);
        return new SigningKey(HexFormat.of().formatHex(Arrays.copyOf(code(own, "id"), ID_BYTES)), prepared(own));
    }

    /// The code of a text: by a copy of the prepared one, which has read nothing.
    byte[] code(String text) {
        try {
            return ((Mac) prepared.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] code(byte[] secret, String text) {
        return prepared(secret).doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac prepared(byte[] secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
