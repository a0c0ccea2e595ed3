package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.ResourceSet.Watch;
import java.util.HashMap;
import java.util.Map;

/// The streams of changes at the API: one for all clients of a user with the same tenant and scopes. It ends with its
/// last client.
public final class Watchers {
    private final ApiClient api;

    /// Guarded by this.
    private final Map<Principal.Rights, Watcher> running = new HashMap<>();

    public Watchers(ApiClient api) {
        this.api = api;
    }

    /// Lets a client hear of changes until the watch is closed.
    Watch join(Seat seat) {
        enter(seat);
        return new Watch() {
            @Override
            public void awaitBegun() {
                seat.awaitBegun();
            }

            @Override
            public void close() {
                leave(seat);
            }
        };
    }

    /// A client whose scopes have changed since moves to the stream of its new ones.
    synchronized void move(Seat seat) {
        if (leave(seat)) {
            enter(seat);
            seat.hear(new News.Gap());
        }
    }

    private synchronized void enter(Seat seat) {
        running.compute(seat.principal().rights(), (_, watcher) -> entered(watcher, seat));
    }

    private Watcher entered(Watcher present, Seat seat) {
        if (present == null) {
            return Watcher.start(api, this, seat);
        }
        present.add(seat);
        return present;
    }

    private synchronized boolean leave(Seat seat) {
        boolean wasThere = false;
        for (var entry : Map.copyOf(running).entrySet()) {
            Watcher watcher = entry.getValue();
            if (watcher.remove(seat)) {
                wasThere = true;
                if (watcher.isEmpty()) {
                    running.remove(entry.getKey());
                    watcher.close();
                }
            }
        }
        return wasThere;
    }
}
