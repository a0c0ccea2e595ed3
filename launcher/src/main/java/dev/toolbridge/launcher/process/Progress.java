package dev.toolbridge.launcher.process;

import java.time.Duration;

/// Receives the events of the parts.
public interface Progress {

    /// A server has a new process.
    void started(Server server);

    /// A task is done, or a server serves.
    void ready(Part part, Duration took);

    /// A server ended without a request to end, or could not be started again.
    void ended(Server server, String why);
}
