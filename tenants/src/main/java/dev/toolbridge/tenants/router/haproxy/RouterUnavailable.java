package dev.toolbridge.tenants.router.haproxy;

/// The router does not run, does not answer or is not yet in the wanted state: the same call may succeed later.
public final class RouterUnavailable extends RuntimeException {

    public RouterUnavailable(String message) {
        super(message);
    }

    RouterUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
