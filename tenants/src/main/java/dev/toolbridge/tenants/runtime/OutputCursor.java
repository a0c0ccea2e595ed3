package dev.toolbridge.tenants.runtime;

/// A position in the output of an instance; its text means something to the runtime that made it only.
public record OutputCursor(String text) {

    /// The position before the oldest output that is kept.
    public static final OutputCursor BEGINNING = new OutputCursor("");
}
