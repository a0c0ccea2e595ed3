package dev.toolbridge.service.http.connection;

/// The use of a connection after the request that was the last on it.
interface Successor extends AutoCloseable {

    /// Uses the connection until one of both sides ends it.
    void use(Inflow.Ways ways) throws InterruptedException;

    /// The last call, also for one that was never used.
    @Override
    void close();
}
