package dev.toolbridge.tenants.runtime.process.supervisor;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;

/// An answer that is not one of supervisord's.
final class BadAnswer extends RuntimeUnavailable {
    private static final long serialVersionUID = 1L;

    BadAnswer(String reason) {
        super("supervisord's answer cannot be read: " + reason);
    }

    BadAnswer(String reason, Throwable cause) {
        super("supervisord's answer cannot be read: " + reason, cause);
    }
}
