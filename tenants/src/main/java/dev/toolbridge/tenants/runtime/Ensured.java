package dev.toolbridge.tenants.runtime;

/// The outcome of an order for an instance.
public sealed interface Ensured {

    /// It answers.
    ///
    /// @param isChecked false if nothing but its port or its process could be looked at
    record Ready(Observed instance, boolean isChecked) implements Ensured {}

    /// It starts, but was not ready in time.
    ///
    /// @param reason the answer that was missing
    record Pending(Observed instance, String reason) implements Ensured {}

    /// It does not stay up.
    record Failed(Failure failure) implements Ensured {}

    /// It cannot be made as ordered, and nothing was made.
    record Refused(String reason) implements Ensured {}
}
