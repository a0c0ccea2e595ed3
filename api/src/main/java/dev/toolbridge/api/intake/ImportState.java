package dev.toolbridge.api.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The states of an import.
public enum ImportState {
    /// A server reads the file to say what it holds.
    PLANNING,
    /// The user decides.
    PLANNED,
    /// A server writes the items.
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    /// A server takes back what was written.
    UNDOING,
    UNDONE;

    /// The state of that name.
    public static ImportState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /// The names of all states.
    static List<String> wireNames() {
        return Arrays.stream(values()).map(ImportState::wireName).toList();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Tells if the work in this state reads the file.
    public boolean readsFile() {
        return this == PLANNING || this == RUNNING;
    }

    /// Tells if the user can end it.
    boolean isCancellable() {
        return this == PLANNING || this == PLANNED || this == RUNNING;
    }

    /// Tells if what was written can be taken back.
    boolean isUndoable() {
        return this == DONE || this == FAILED || this == CANCELLED || this == UNDONE;
    }
}
