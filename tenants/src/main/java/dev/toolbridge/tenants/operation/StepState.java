package dev.toolbridge.tenants.operation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The state of a step of an operation.
public enum StepState {
    PENDING,
    RUNNING,
    RETRYING,
    WAITING,
    DONE,
    FAILED;

    /// The name in JSON and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<StepState> read(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
