package dev.toolbridge.tenants.rollout;

import java.util.Locale;
import java.util.Set;

/// The state of a rollout.
public enum RolloutStatus {
    RUNNING,
    /// An operator has it wait.
    PAUSED,
    /// More tenants have failed than it may go on with.
    STOPPED,
    SUCCEEDED,
    CANCELLED;

    /// The name in JSON and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RolloutStatus read(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The states from which an operator may bring this one about.
    Set<RolloutStatus> from() {
        return switch (this) {
            case RUNNING -> Set.of(PAUSED, STOPPED);
            case PAUSED -> Set.of(RUNNING);
            case CANCELLED -> Set.of(RUNNING, PAUSED, STOPPED);
            case STOPPED, SUCCEEDED -> Set.of();
        };
    }
}
