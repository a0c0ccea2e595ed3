package dev.toolbridge.api.access.membership;

import dev.toolbridge.service.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks that WorkOS signed a webhook recently: `t=<ms>, v1=<hex of HMAC-SHA256 over t.body>`.
final class WebhookSignature {
    static final Duration TOLERANCE = Duration.ofMinutes(3);
    private static final Pattern HEADER = Pattern.compile("t=(\\d{1,15}), ?v1=([0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final InstantSource clock;

    WebhookSignature(Secret secret, InstantSource clock) {
        this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    boolean isGood(String header, byte[] body) {
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            return false;
        }
        long distanceMs = Math.abs(clock.millis() - Long.parseLong(parts.group(1)));
        boolean genuine =
                MessageDigest.isEqual(mac(parts.group(1), body), HexFormat.of().parseHex(parts.group(2)));
        return genuine && distanceMs <= TOLERANCE.toMillis();
    }

    private byte[] mac(String timestamp, byte[] body) {
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
