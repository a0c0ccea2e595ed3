package dev.toolbridge.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The error catalogue: a name that never changes its meaning, and the HTTP status it answers with.
public enum ErrorCode {
    INVALID_JSON(400),
    INVALID_UID(400),
    INVALID_FIELD(400),
    INVALID_PARAMETER(400),
    INVALID_HEADER(400),
    UNSUPPORTED_OPERATOR(400),
    TOO_BROAD(400),
    INVALID_ACTION(400),
    INVALID_CURSOR(400),
    INVALID_REQUEST(400),
    PROJECT_REQUIRED(400),
    PARENT_MISSING(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    APPROVAL_NEEDS_A_PERSON(403),
    PROPOSAL_REQUIRED(403),
    REVEAL_NOT_FOR_ASSISTANTS(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    MANAGED(405),
    EXISTS(409),
    EPOCH_MISMATCH(409),
    COUNT_MISMATCH(409),
    EDIT_MISSED(409),
    CONFIRM_STALE(409),
    SLUG_TAKEN(409),
    TENANT_EXISTS(409),
    DOMAIN_TAKEN(409),
    OPERATION_IN_PROGRESS(409),
    INVALID_STATE(409),
    LAST_OWNER(409),
    KEY_TAKEN(409),
    PROPOSAL_CHANGED(409),
    PROPOSAL_STALE(409),
    RESYNC_REQUIRED(409),
    IDEMPOTENCY_IN_FLIGHT(409),
    DELETED(410),
    HISTORY_GONE(410),
    VERSION_MISMATCH(412),
    MERGE_CONFLICT(412),
    ITEM_TOO_LARGE(400),
    TOO_LARGE(413),
    PATH_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    MISDIRECTED(421),
    IDEMPOTENCY_KEY_REUSED(422),
    BATCH_REFUSED(422),
    INVALID_VALUE(422),
    LOOKS_LIKE_SECRET(422),
    REF_REFUSED(424),
    NOT_DONE(424),
    UPGRADE_REQUIRED(426),
    SYNC_SESSION_REQUIRED(428),
    PRECONDITION_REQUIRED(428),
    INVALID_TARGET(400),
    RATE_LIMITED(429),
    QUOTA_EXCEEDED(429),
    HEADERS_TOO_LARGE(431),
    INTERNAL(500),
    NOT_IMPLEMENTED(501),
    SECRETS_UNAVAILABLE(503),
    UNAVAILABLE(503),
    HTTP_VERSION_NOT_SUPPORTED(505);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /// The code of that name, if it is one of the catalogue's.
    public static Optional<ErrorCode> find(String wireName) {
        return Arrays.stream(values())
                .filter(code -> code.wireName().equals(wireName))
                .findFirst();
    }

    public int status() {
        return status;
    }

    /// The name as clients read it in `code`: `version_mismatch`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
