package dev.toolbridge.tests.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// Signed texts (RFC 7515) as their readers check them, with the key in their head.
final class Jws {
    /// The beginning of an Ed25519 key in the form of X.509 (RFC 8410, section 4).
    private static final byte[] KEY_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private Jws() {}

    static boolean isSigned(String text) {
        String[] parts = text.split("\\.", -1);
        JsonNode head = JsonValues.parse(new String(bytes(parts[0]), StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(key(bytes(head.at("/jwk/x").asText())));
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(bytes(parts[2]));
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    private static PublicKey key(byte[] raw) throws GeneralSecurityException {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(KEY_HEAD);
        encoded.writeBytes(raw);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
