package dev.toolbridge.service.program;

/// A server that listens.
public interface StartedServer extends AutoCloseable {

    /// Waits for what the server needs before it can serve; ended early, it is closed all the same.
    ///
    /// @return the line for the log
    /// @throws dev.toolbridge.service.config.SettingError if it can never serve with its settings
    ReadyLine awaitStart() throws InterruptedException;

    /// Finishes what runs, and stops.
    @Override
    void close();
}
