package dev.toolbridge.tenants.runtime;

/// The outcome of an order to stop.
public sealed interface Stopped {

    /// Nothing of it runs or listens any more.
    record Gone() implements Stopped {}

    /// Something was left when the time was over; the order may be given again.
    record Remaining(String reason) implements Stopped {}
}
