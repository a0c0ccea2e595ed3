package dev.toolbridge.tenants.reconcile;

import java.time.Duration;

/// The times of the reconciler.
///
/// @param period the time between two looks at a tenant
/// @param poll the time between two searches for tenants that are due
/// @param lease the longest look at one tenant, all checks together
/// @param quiet the time after a failed operation in which no other of its kind is started
public record ReconcilerPace(Duration period, Duration poll, Duration lease, Duration quiet) {

    /// The tenants that a server takes at once, and looks at side by side.
    static final int TENANTS_MAX = 4;

    public static final ReconcilerPace USUAL = new ReconcilerPace(
            Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private static final Duration SOON = Duration.ofSeconds(3);

    /// The time until the next look at a tenant whose operation kept a proposal back: short for an operation that has
    /// just begun, and longer the longer it runs.
    Duration behind(Duration running) {
        Duration pause = running.compareTo(SOON) > 0 ? running : SOON;
        return pause.compareTo(period) > 0 ? period : pause;
    }
}
