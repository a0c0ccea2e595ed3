package dev.toolbridge.identity.state;

/// A refusal in the words of WorkOS.
public final class WorkosRefusal extends RuntimeException {
    private final int status;
    private final String code;
    private final String field;

    public WorkosRefusal(int status, String code, String message) {
        this(status, code, message, "");
    }

    private WorkosRefusal(int status, String code, String message, String field) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    /// A member of the body, or a parameter, that is missing or wrong.
    public static WorkosRefusal ofField(String field, String message) {
        return new WorkosRefusal(422, "invalid_request_parameters", message, field);
    }

    /// Something that is not there.
    ///
    /// @param what its kind, with a capital letter
    public static WorkosRefusal notFound(String what) {
        return new WorkosRefusal(404, "entity_not_found", what + " not found");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// The member of the body that is to blame, empty for none.
    public String field() {
        return field;
    }
}
