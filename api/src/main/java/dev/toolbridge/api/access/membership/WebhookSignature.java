package dev.toolbridge.api.access.membership;

import dev.toolbridge.service.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks that WorkOS signed a webhook recently: `t=<ms>, v1=<hex of HMAC-SHA256 over t.body>`. Any of the secrets
/// proves it, so that a rotation refuses no webhook.
final class WebhookSignature {
    static final Duration TOLERANCE = Duration.ofMinutes(3);
    private static final Pattern HEADER = Pattern.compile("t=(\\d{1,15}), ?v1=([0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;
    private final InstantSource clock;

    WebhookSignature(List<Secret> secrets, InstantSource clock) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        this.clock = clock;
    }

    boolean isGood(String header, byte[] body) {
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            return false;
        }
        long distanceMs = Math.abs(clock.millis() - Long.parseLong(parts.group(1)));
        byte[] shown = HexFormat.of().parseHex(parts.group(2));
        boolean genuine = keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, parts.group(1), body), shown));
        return genuine && distanceMs <= TOLERANCE.toMillis();
    }

    private static byte[] mac(SecretKeySpec key, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
        }
    }
}
