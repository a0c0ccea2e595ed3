package dev.toolbridge.service.route;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/// The `Idempotency-Key` of a request, and the digest that is equal for equal requests.
public final class IdempotencyKey {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private IdempotencyKey() {}

    /// The key of a request, if it has one.
    public static Optional<String> of(Request request) {
        return request.header(WireHeader.IDEMPOTENCY_KEY).map(IdempotencyKey::checked);
    }

    /// The digest of method, path, query, condition and body.
    ///
    /// @param marks more that tells two requests apart
    public static byte[] digest(Request request, byte... marks) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, request.method().getBytes(StandardCharsets.UTF_8));
            add(digest, request.path().getBytes(StandardCharsets.UTF_8));
            add(digest, request.query().toString().getBytes(StandardCharsets.UTF_8));
            add(digest, request.listHeader("If-Match").orElse("").getBytes(StandardCharsets.UTF_8));
            add(digest, request.body());
            digest.update(marks);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Refusal.of(
                            ErrorCode.INVALID_HEADER,
                            "header " + WireHeader.IDEMPOTENCY_KEY + " must be 1 to 255 printable characters")
                    .fact("field", WireHeader.IDEMPOTENCY_KEY);
        }
        return key;
    }

    /// Adds a part after its length, so that no two lists of parts have the same bytes.
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }
}
