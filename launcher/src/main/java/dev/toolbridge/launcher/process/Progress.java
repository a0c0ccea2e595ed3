package dev.toolbridge.launcher.process;

import java.time.Duration;

/// Hears what becomes of the parts.
public interface Progress {

    /// The process of a server is another one now.
    void started(Server server);

    /// A part is done or serves.
    void ready(Part part, Duration took);

    /// A server ended though nobody asked it to, or could not be started again.
    void ended(Server server, String why);
}
