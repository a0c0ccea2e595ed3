package dev.toolbridge.launcher.process;

import java.nio.file.Path;
import java.time.Duration;
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

    /// Asks whether it is alive; any answer in time says that it is, also that it cannot serve now.
    boolean answers(Duration limit);

    /// How many health checks in a row it may miss.
    int missesMax(HealthRhythm rhythm);

    /// Ends it by all means: it hangs.
    void end();

    Path log();
}
