package dev.toolbridge.launcher.run;

/// The process that supervises the servers.
public enum UpMode {
    /// This process, until Ctrl-C.
    FOREGROUND,
    /// A process that this one leaves behind.
    DETACHED,
    /// This process, which another left behind; it shows no screen, since a token does not belong in a log.
    BACKGROUND
}
