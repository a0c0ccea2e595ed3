package dev.toolbridge.launcher.process;

/// One thing that a start needs: done once, or kept running.
public sealed interface Part permits Task, Server {

    /// The name under which its log is found.
    String name();
}
