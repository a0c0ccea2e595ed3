package dev.toolbridge.launcher.process;

/// A part of a start: done once, or kept running.
public sealed interface Part permits Task, Server {

    /// The name of its log.
    String name();
}
