package dev.toolbridge.tenants.router;

/// The outcome of a change of the tables.
sealed interface RouteChange {

    /// The tables hold what was asked for.
    ///
    /// @param revision the revision that holds it
    record Recorded(long revision) implements RouteChange {}

    /// The tables are as before.
    record Refused(RouteOutcome.Reason reason) implements RouteChange {}
}
