package dev.toolbridge.connect.webhook;

import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The check of what signs a webhook: `webhook-signature` of Standard Webhooks, or else `X-FlukeBase-Signature`, which
/// covers no time.
public final class SignatureCheck {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final String STANDARD = "v1,";
    private static final String OLDER = "sha256=";
    private static final Duration AGE_MAX = Duration.ofMinutes(5);
    private static final int TIMESTAMP_LENGTH_MAX = 12;
    private static final Pattern SECRET =
            Pattern.compile(PREFIX + "(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?");
    private static final Pattern BLANK = Pattern.compile(" ");

    private final Secret secret;
    private final SecretKeySpec standardKey;

    private SignatureCheck(Secret secret, byte[] key) {
        this.secret = secret;
        this.standardKey = new SecretKeySpec(key, ALGORITHM);
    }

    /// The check by a secret as the API shows it once.
    ///
    /// @throws CommandFailure if the API makes no such secrets
    public static SignatureCheck by(Secret secret) {
        String text = secret.reveal();
        if (!SECRET.matcher(text).matches()) {
            throw new CommandFailure("the secret of a webhook begins with " + PREFIX + ", and goes on in base64");
        }
        return new SignatureCheck(secret, Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    /// Tells if a request was signed by the secret, not more than five minutes away from now where its time is signed.
    boolean isOf(Request request, Instant now) {
        Optional<String> signatures = request.header("webhook-signature");
        return signatures.isPresent()
                ? isStandard(signatures.get(), request, now)
                : isAny(
                        Stream.of("X-FlukeBase-Signature", "X-FlukeBase-Signature-Former")
                                .flatMap(name -> request.header(name).stream()),
                        OLDER + HexFormat.of().formatHex(code(older(), request.body())));
    }

    private boolean isStandard(String signatures, Request request, Instant now) {
        String id = request.header("webhook-id").orElse("");
        String timestamp = request.header("webhook-timestamp").orElse("");
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return isNear(timestamp, now)
                && isAny(
                        BLANK.splitAsStream(signatures),
                        STANDARD + Base64.getEncoder().encodeToString(code(standardKey, head, request.body())));
    }

    private static boolean isNear(String timestamp, Instant now) {
        boolean isNumber = timestamp.matches("[0-9]{1," + TIMESTAMP_LENGTH_MAX + "}");
        return isNumber
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(AGE_MAX)
                        <= 0;
    }

    private static boolean isAny(Stream<String> shown, String expected) {
        byte[] bytes = expected.getBytes(StandardCharsets.US_ASCII);
        return shown.anyMatch(one -> MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), bytes));
    }

    private SecretKeySpec older() {
        return new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    }

    private static byte[] code(SecretKeySpec key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
        }
    }
}
