package dev.toolbridge.api.route;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.IdempotencyKey;
import java.util.HexFormat;
import java.util.Optional;

/// The mark of a request with an idempotency key. A patch by RFC 7396 is another request than an ordinary one.
public final class Idempotency {
    private static final byte[] NO_MARKS = {};
    private static final byte[] MERGE_PATCH = {1};

    private Idempotency() {}

    /// The mark of a request, if it has a key.
    public static Optional<Once> once(Caller caller, Request request) {
        return IdempotencyKey.of(request).map(key -> new Once(caller.user(), key, digest(request)));
    }

    private static String digest(Request request) {
        byte[] marks = JsonBody.isMergePatch(request) ? MERGE_PATCH : NO_MARKS;
        return HexFormat.of().formatHex(IdempotencyKey.digest(request, marks));
    }
}
