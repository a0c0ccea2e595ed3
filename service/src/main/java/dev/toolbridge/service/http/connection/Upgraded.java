package dev.toolbridge.service.http.connection;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;

/// A connection on which another protocol is spoken.
record Upgraded(ConnectionUser user) implements Successor {

    @Override
    public void use(Inflow.Ways ways) throws InterruptedException {
        try {
            user.use(ways.bytes().get());
        } catch (UncheckedIOException | ServerConnectionException gone) {
            throw new CloseConnectionException("the client is gone", gone);
        }
    }

    @Override
    public void close() {
        user.close();
    }
}
