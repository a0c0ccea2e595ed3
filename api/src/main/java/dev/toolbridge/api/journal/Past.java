package dev.toolbridge.api.journal;

/// An earlier state of an item, as far as the journal has it.
public sealed interface Past {

    /// The journal has it.
    ///
    /// @param change the change that led to it
    record Kept(Change change) implements Past {}

    /// The journal had it, or may have had it, and keeps it no longer.
    record Gone() implements Past {}

    /// The item has never been in that state.
    record Missing() implements Past {}
}
