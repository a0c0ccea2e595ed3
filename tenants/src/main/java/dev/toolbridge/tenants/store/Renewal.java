package dev.toolbridge.tenants.store;

/// The state of a lease when it is renewed.
public enum Renewal {
    HELD,
    /// Held, and the operation is to be cancelled.
    CANCELLING,
    LOST
}
