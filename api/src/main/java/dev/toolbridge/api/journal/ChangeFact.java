package dev.toolbridge.api.journal;

import java.util.Locale;

/// A fact of a change, beside its item, by which changes are selected.
public enum ChangeFact {
    USER,
    CLIENT,
    TOOL,
    RUN,
    OPERATION;

    /// The name of its parameter.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
