package dev.toolbridge.launcher.process;

/// A part that is done once, before the next parts are started.
public non-sealed interface Task extends Part {

    /// Does the task.
    ///
    /// @throws LaunchFailure if it cannot be done; the message gives the reason
    void run() throws InterruptedException;
}
