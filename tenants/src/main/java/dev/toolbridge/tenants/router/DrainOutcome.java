package dev.toolbridge.tenants.router;

/// The end of a wait for a server that gets no new requests.
public sealed interface DrainOutcome {

    /// No request and no stream is open at the server.
    record Drained() implements DrainOutcome {}

    /// The time is over.
    ///
    /// @param open the requests and streams that are still open
    record Busy(long open) implements DrainOutcome {}

    /// Nothing was changed.
    record Refused(RouteOutcome.Reason reason) implements DrainOutcome {}
}
