package dev.toolbridge.tenants.runtime;

/// The runtime cannot be reached or does not answer in time; a later attempt may succeed.
public class RuntimeUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RuntimeUnavailable(String reason) {
        super(reason);
    }

    public RuntimeUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
