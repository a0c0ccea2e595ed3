package dev.toolbridge.launcher.process;

import java.nio.file.Path;
import java.util.Optional;

/// Something that is kept running.
public non-sealed interface Server extends Part {

    /// Starts it, whether it ran before or not.
    ///
    /// @throws LaunchFailure saying why it cannot be started
    void start();

    /// Waits until it serves.
    ///
    /// @throws LaunchFailure if it ends instead, or takes too long
    void awaitReady() throws InterruptedException;

    /// Its process; empty when it has ended.
    Optional<ProcessIdentity> process();

    /// Stops it cleanly, or else by force.
    void stop();

    Path log();
}
