package dev.toolbridge.launcher.run;

/// Who watches over the servers that are started.
public enum UpMode {
    /// This process, until Ctrl-C.
    FOREGROUND,
    /// A process that this one leaves behind.
    DETACHED,
    /// This is the process that was left behind; it shows no screen, since a token does not belong into a log.
    BACKGROUND
}
