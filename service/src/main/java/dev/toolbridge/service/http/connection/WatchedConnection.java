package dev.toolbridge.service.http.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;

/// A connection that [StallWatch] watches over for as long as it is handled. A user that takes it over from a request
/// has it after everything that the request needed is forgotten, so that an idle stream keeps little memory.
final class WatchedConnection implements ServerConnection {
    private final Inflow inflow;
    private final StallWatch watch;

    /// The connection as long as it is one of requests.
    private volatile Optional<ServerConnection> requests;

    private volatile Optional<Thread> user = Optional.empty();

    WatchedConnection(ServerConnection requests, Inflow inflow, StallWatch watch) {
        this.requests = Optional.of(requests);
        this.inflow = inflow;
        this.watch = watch;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            OwnThread.run(() -> handleRequests(limit));
            user = Optional.of(Thread.currentThread());
            requests = Optional.empty();
            inflow.useTakenOver();
        } finally {
            watch.forget(inflow);
            inflow.closeTakenOver();
        }
    }

    private void handleRequests(Limit limit) {
        ScopedValue.where(Inflow.CURRENT, inflow).run(() -> {
            try {
                requests.orElseThrow().handle(new PlaceLimit(limit, inflow));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (CloseConnectionException over) {
                if (!inflow.isTakenOver()) {
                    throw over;
                }
            }
        });
    }

    @Override
    public Duration idleTime() {
        return requests.map(ServerConnection::idleTime).orElse(Duration.ZERO);
    }

    @Override
    public void close(boolean interrupt) {
        requests.ifPresent(connection -> connection.close(interrupt));
        if (interrupt) {
            user.ifPresent(Thread::interrupt);
        }
    }
}
