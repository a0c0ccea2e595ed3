package dev.toolbridge.tenants.runtime.process.supervisor;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;

/// No supervisord listens on the socket.
public final class SupervisorAbsent extends RuntimeUnavailable {
    private static final long serialVersionUID = 1L;

    SupervisorAbsent(Throwable cause) {
        super("supervisord does not run", cause);
    }
}
