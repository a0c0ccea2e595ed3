package dev.toolbridge.service.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/// A connection that [StallWatch] watches over for as long as it is handled.
record WatchedConnection(ServerConnection connection, Inflow inflow, StallWatch watch) implements ServerConnection {

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            ScopedValue.where(Inflow.CURRENT, inflow).call(() -> handled(limit));
        } finally {
            watch.forget(inflow);
        }
    }

    private Inflow handled(Limit limit) throws InterruptedException {
        connection.handle(new PlaceLimit(limit, inflow));
        return inflow;
    }

    @Override
    public Duration idleTime() {
        return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        connection.close(interrupt);
    }
}
