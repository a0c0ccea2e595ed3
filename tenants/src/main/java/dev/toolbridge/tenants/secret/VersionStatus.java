package dev.toolbridge.tenants.secret;

import java.util.Locale;
import java.util.Set;

/// The states of a version, in the order in which it passes through them.
public enum VersionStatus {
    /// Exists, and is accepted where a list is; it does not sign or sign in yet.
    PENDING,
    /// The one that signs or signs in; one of a name at a time.
    PRIMARY,
    /// Was primary, and is still accepted.
    VALID,
    /// Is not accepted any more; its value is kept until it is destroyed.
    RETIRED,
    /// Its value is gone.
    DESTROYED;

    /// Tells if a version may go from here to there. A primary one is replaced, never taken away.
    public boolean mayBecome(VersionStatus next) {
        return switch (this) {
            case PENDING -> next == PRIMARY || next == DESTROYED;
            case PRIMARY -> next == VALID;
            case VALID -> next == RETIRED;
            case RETIRED -> next == DESTROYED;
            case DESTROYED -> false;
        };
    }

    /// Tells if programs get the value.
    public boolean isLive() {
        return Set.of(PENDING, PRIMARY, VALID).contains(this);
    }

    /// The name in JSON and in the database.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static VersionStatus parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
