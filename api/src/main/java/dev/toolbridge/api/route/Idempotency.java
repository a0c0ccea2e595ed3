package dev.toolbridge.api.route;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the `Idempotency-Key` of a request, and makes the digest that is equal for equal requests.
final class Idempotency {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private Idempotency() {}

    /// The key of a request, if it has one.
    static Optional<Once> once(Caller caller, Request request) {
        return request.header(WireHeader.IDEMPOTENCY_KEY)
                .map(Idempotency::checked)
                .map(key -> new Once(caller.user(), key, digest(request)));
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

    private static String digest(Request request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, request.method().getBytes(StandardCharsets.UTF_8));
            add(digest, request.path().getBytes(StandardCharsets.UTF_8));
            add(digest, request.query().toString().getBytes(StandardCharsets.UTF_8));
            add(digest, request.listHeader("If-Match").orElse("").getBytes(StandardCharsets.UTF_8));
            add(digest, request.body());
            if (JsonBody.isMergePatch(request)) {
                digest.update((byte) 1);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Adds a part after its length, so that no two lists of parts have the same bytes.
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }
}
