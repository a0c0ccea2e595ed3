package dev.toolbridge.moving.source;

/// The refusal of a source as a whole, with a text for the person who imports it.
public final class ReadRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ReadRefusal(Reason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// The reasons, one for each rule that a source can break.
    public enum Reason {
        NOT_FOUND,
        NOT_A_ZIP,
        PASSWORD,
        NOTHING_READABLE,
        UNKNOWN_FORMAT,
        OTHER_FORMAT,
        TOO_MANY_MEMBERS,
        TOO_MANY_BYTES,
        RATIO,
        NAME_LEAVES_FOLDER,
        NESTED_TOO_DEEP,
        BAD_MAP
    }
}
