package dev.toolbridge.api.webhook.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signatures of a body under the secrets of a subscription, the present one first: as Standard Webhooks
/// has them, by the bytes behind `whsec_`; and in hexadecimal over the body alone, by the secret as it is
/// written.
record Signatures(List<String> secrets) {
    private static final String ALGORITHM = "HmacSHA256";

    Signatures {
        secrets = List.copyOf(secrets);
    }

    /// The value of `webhook-signature`: one part for each secret.
    String standard(UUID id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(code(bytes(secret), head, body)))
                .collect(Collectors.joining(" "));
    }

    /// The hexadecimal signature under the present secret.
    String present(byte[] body) {
        return plain(secrets.getFirst(), body);
    }

    /// The same under the one before, if it still signs.
    List<String> former(byte[] body) {
        return secrets.stream().skip(1).map(secret -> plain(secret, body)).toList();
    }

    private static String plain(String secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(code(secret.getBytes(StandardCharsets.US_ASCII), body));
    }

    private static byte[] bytes(String secret) {
        return Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1));
    }

    private static byte[] code(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
        }
    }
}
