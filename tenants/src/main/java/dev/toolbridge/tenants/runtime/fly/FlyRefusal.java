package dev.toolbridge.tenants.runtime.fly;

/// A request that Fly did not carry out, and will not when asked again.
final class FlyRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    private static final String NO_ROOM = "insufficient_capacity";
    private static final String TAKEN = "name_taken";

    private final int status;
    private final String code;

    /// @param code Fly's own name of the reason, empty for none
    /// @param words Fly's own words, for people
    FlyRefusal(int status, String code, String words) {
        super(words);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    /// True if the thing exists already, or somebody else changes it at this moment.
    boolean isConflict() {
        return status == CONFLICT || code.equals(TAKEN);
    }

    /// The reason, for the operator.
    String reason(FlyConfig config) {
        if (code.equals(NO_ROOM)) {
            return "Fly has no room for a machine in the region " + config.region()
                    + " (insufficient_capacity); no other region is tried";
        }
        if (status == 401 || status == 403) {
            return "Fly does not accept FLY_API_TOKEN for the organisation " + config.organization() + " (status "
                    + status + ")";
        }
        return "Fly refused it (status " + status + "): " + getMessage();
    }
}
