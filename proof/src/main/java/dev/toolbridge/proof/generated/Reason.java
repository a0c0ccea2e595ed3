package dev.toolbridge.proof.generated;

import dev.toolbridge.tests.wire.Reply;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// A reason to refuse a request that the description allows: a condition that no schema can express.
enum Reason {
    UNKNOWN("404", "not_found|", "what it names is not there"),
    GONE("410", "deleted", "what it names was deleted"),
    TAKEN(
            "409",
            "exists|slug_taken|key_taken",
            "the uid of a new item or the slug of a project is that of another one"),
    LIKE_SECRET("422", "looks_like_secret", "a text looks like a credential"),
    STALE("412", "version_mismatch", "the stored version is another"),
    ORPHAN("400", "parent_missing", "the parent is not there"),
    OTHER_UID("400", "invalid_uid", "the uid in the body is not the one in the path"),
    FOREIGN_CURSOR("400", "invalid_cursor", "the cursor is none that the server gave for this question"),
    OTHER_EPOCH("409", "epoch_mismatch", "the space is in another epoch"),
    LOST_PLACE("409", "resync_required", "the place of the cursor is not kept any more"),
    NO_SESSION("428", "sync_session_required", "the sync session is over, or never began"),
    FOREIGN_TENANT("403", "forbidden|", "the tenant, the session or the right is not the caller's"),
    REUSED_KEY("422", "idempotency_key_reused", "the idempotency key was used for another request"),
    RUNNING("409", "idempotency_in_flight", "the first request of that key still runs"),
    TOO_MANY("429", "rate_limited", "the rate is used up"),
    TOO_LARGE("413|400", "too_large|item_too_large", "a limit in bytes"),
    NO_ZONE("400", "invalid_header|invalid_parameter|invalid_request", "no zone has that name", ".*IANA name.*"),
    NO_PERSON("403", "approval_needs_a_person|proposal_required|reveal_not_for_assistants", "a person must decide"),
    MISSED("409", "edit_missed|confirm_stale|proposal_changed|proposal_stale", "what it was made for is not so"),
    UNMERGED("412", "merge_conflict", "both sides changed the same"),
    NOT_POSSIBLE("409", "invalid_state|last_owner", "the state does not allow it"),
    NOT_KEPT("400", "invalid_field", "the database cannot keep a number or a text as it is", ".*invalid payload.*"),
    REFUSED_BATCH("422", "batch_refused", "an operation of the batch is refused when it is decided"),
    UNKNOWN_REF("400", "invalid_field", "a name in a batch is used twice, or before it is given", ".*[$.]ref .*"),
    NOT_STORABLE("400", "invalid_field", "the journal cannot keep the metadata", ".*the database can store.*"),
    NO_QUESTION(
            "400",
            "invalid_parameter|unsupported_operator",
            "a condition, an order or a selection cannot be read",
            ".*\"position\".*"),
    NOT_YET("400", "invalid_parameter", "the change has not happened yet", ".*there is no change.*"),
    OVER_LATEST("400", "invalid_parameter", "a cursor does not go with latest", ".*not go with latest.*"),
    NO_SLUG("400", "invalid_field", "a slug is like a number, or the name gives none", ".*small letters, digits and.*"),
    NO_REPOSITORY("400", "invalid_field", "no repository has this address", ".*\"field\":\"repositoryUrl\".*"),
    NO_CALLBACK("400", "invalid_field", "no webhook may call this address", ".*\"field\":\"callbackUrl\".*"),
    OTHER_SUBJECT("400", "invalid_field", "the end of an account names the caller", ".*confirm must be your subject.*"),
    UNCONFIRMED("400", "invalid_parameter", "the deletion of a project names its slug", ".*the project's slug.*"),
    NOT_HAD("400", "invalid_field", "the caller does not have the scopes", ".*invalid scopes.*"),
    NO_KEY("400", "invalid_parameter", "a variable has no such key", ".*invalid key.*"),
    NO_VALUE("400", "invalid_field", "a new variable needs a value", ".*needs a value.*"),
    NO_DOTENV("400", "invalid_field", "the text is not that of a dotenv file", ".*invalid dotenv.*"),
    NO_IMPORT("400", "invalid_request", "an import has one of two members", ".*either dotenv or variables.*"),
    TOO_MANY_KEYS("400", "invalid_request", "there is a limit of keys", ".*too many keys.*"),
    NO_CHANGE("400", "invalid_request", "a proposal changes something", ".*change nothing.*"),
    NO_MAP("400", "invalid_parameter", "a map of a table names types and fields", ".*map cannot be read.*"),
    NO_PROJECT("400", "project_required", "nothing names a project"),
    NO_OLD_REPOSITORY("400", "bad_request", "no repository has this address", ".*invalid repository_url.*"),
    NO_OLD_CALLBACK("400", "bad_request", "no webhook may call this address", ".*invalid callback_url.*"),
    NO_OLD_UID("400", "bad_request", "a memory keeps its external_id", ".*uid.*"),
    BUSY("503", "unavailable", "the server has too much to do");

    private final Pattern status;
    private final Pattern code;
    private final String words;
    private final Pattern text;

    Reason(String status, String code, String words) {
        this(status, code, words, ".*");
    }

    Reason(String status, String code, String words, String text) {
        this.status = Pattern.compile(status);
        this.code = Pattern.compile(code);
        this.words = words;
        this.text = Pattern.compile(text, Pattern.DOTALL);
    }

    /// The reason that an answer gives, if it is one of these. Refusals in plain text name no code.
    static Optional<Reason> of(Reply reply, String code) {
        return Arrays.stream(values())
                .filter(reason ->
                        reason.status.matcher(Integer.toString(reply.status())).matches())
                .filter(reason -> reason.code.matcher(code).matches())
                .filter(reason -> reason.text.matcher(reply.body()).matches())
                .findFirst();
    }

    @Override
    public String toString() {
        return name() + " (" + words + ")";
    }
}
