package dev.toolbridge.launcher.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A part that is kept running.
public non-sealed interface Server extends Part {

    /// Starts the server, for the first time or again.
    ///
    /// @throws LaunchFailure if it cannot be started; the message gives the reason
    void start();

    /// Waits until the server serves.
    ///
    /// @throws LaunchFailure if it ends instead, or takes too long
    void awaitReady() throws InterruptedException;

    /// Its process; empty after its end.
    Optional<ProcessIdentity> process();

    /// Stops the server cleanly, or else by force.
    void stop();

    /// Checks that the server is alive: any answer in time proves it, even one that it cannot serve now.
    boolean answers(Duration limit);

    /// The number of health checks in a row that it may miss.
    int missesMax(HealthRhythm rhythm);

    /// Ends a hung server by force.
    void end();

    Path log();
}
