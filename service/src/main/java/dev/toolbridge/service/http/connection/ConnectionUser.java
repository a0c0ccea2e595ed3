package dev.toolbridge.service.http.connection;

import io.helidon.webserver.ConnectionContext;

/// An answer that takes the whole connection over, to speak another protocol on it (RFC 9110, section 7.8).
public interface ConnectionUser extends AutoCloseable {

    /// Uses the connection from its answer to the upgrade on, until one of both sides has closed it.
    ///
    /// @param connection reads and writes bytes as they come
    void use(ConnectionContext connection) throws InterruptedException;

    @Override
    void close();
}
