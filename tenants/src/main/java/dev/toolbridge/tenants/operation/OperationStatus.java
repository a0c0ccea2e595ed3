package dev.toolbridge.tenants.operation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The state of an operation.
public enum OperationStatus {
    QUEUED,
    RUNNING,
    WAITING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /// The name in JSON and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OperationStatus> read(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /// Tells if the engine has nothing more to do.
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
