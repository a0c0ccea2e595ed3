package dev.toolbridge.tests.attack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningProvider;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that a forger makes from good ones and from public data.
final class Forgeries {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Forgeries() {}

    /// The claims of a good token under another algorithm's header, with any signature.
    static String unsigned(String good, String algorithm, String signature) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"hs256\"}";
        return encoded(header) + "." + payload(good) + "." + signature;
    }

    /// The claims of a good token, signed with the public key as if it were a secret.
    static List<String> byPublicKey(RunningProvider provider, String good) {
        RSAPublicKey key = publicKey(provider);
        byte[] der = key.getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----";
        String keyId = provider.keys().path(0).path("kid").asText();
        return List.of(
                hmac(good, keyId, der),
                hmac(good, "hs256", der),
                hmac(good, keyId, pem.getBytes(StandardCharsets.UTF_8)),
                hmac(good, "hs256", (pem + "\n").getBytes(StandardCharsets.UTF_8)),
                hmac(good, "hs256", key.getModulus().toByteArray()));
    }

    /// The claims of a good token, signed with a guessed secret.
    static String hmac(String good, String keyId, byte[] secret) {
        String input = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}") + "." + payload(good);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input + "." + encoded(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /// The same token with other unused bits at its end.
    static String respelt(String good) {
        int last = LETTERS.indexOf(good.charAt(good.length() - 1));
        return good.substring(0, good.length() - 1) + LETTERS.charAt(last ^ 1);
    }

    /// The signature of a good token behind the claims of another.
    static String transplanted(String good, String other) {
        return other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'));
    }

    /// The token without its signature, but with the dot before it.
    static String cut(String good) {
        return good.substring(0, good.lastIndexOf('.') + 1);
    }

    /// The token in the JSON form, which is not compact (RFC 7515, section 7.2.2).
    static String asJson(String good) {
        String[] parts = good.split("\\.", -1);
        return "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}".formatted(parts[1], parts[0], parts[2]);
    }

    static String payload(String good) {
        return good.split("\\.", -1)[1];
    }

    static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static RSAPublicKey publicKey(RunningProvider provider) {
        JsonNode key = provider.keys().path(0);
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has RSA", impossible);
        }
    }

    private static BigInteger number(JsonNode key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
    }
}
