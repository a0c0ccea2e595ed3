package dev.toolbridge.connect.sync;

import java.util.function.Consumer;

/// Something that tells when a project may have changed.
public interface Bell extends AutoCloseable {
    /// Begins to listen.
    ///
    /// @param remarks takes sentences for the person
    void start(Consumer<String> remarks);

    /// Ends a connection that a network has dropped without a word.
    default void dropIfSilent() {}

    @Override
    void close();
}
