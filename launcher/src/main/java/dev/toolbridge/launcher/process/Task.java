package dev.toolbridge.launcher.process;

/// Something that is done once, before what comes after it is started.
public non-sealed interface Task extends Part {

    /// Does it.
    ///
    /// @throws LaunchFailure saying why it cannot be done
    void run() throws InterruptedException;
}
