package dev.toolbridge.mcp.protocol.session;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.ResourceSet;
import dev.toolbridge.mcp.protocol.ProtocolError;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The resources that one session's client watches: one watch serves all, while there are any.
final class WatchedResources implements AutoCloseable {
    private static final int URIS_MAX = 100;

    private final Supplier<Principal> newest;
    private final Consumer<String> changed;
    private final Set<String> uris = ConcurrentHashMap.newKeySet();
    private Optional<ResourceSet.Watch> watch = Optional.empty();

    WatchedResources(Supplier<Principal> newest, Consumer<String> changed) {
        this.newest = newest;
        this.changed = changed;
    }

    /// Reports changes of this resource to the client as well.
    ///
    /// @param resources those that the client sees
    void add(String uri, Principal principal, ResourceSet resources) {
        resources.requireWatchable(Set.of(uri), principal);
        watching(uri, resources).awaitBegun();
    }

    private synchronized ResourceSet.Watch watching(String uri, ResourceSet resources) {
        if (uris.size() >= URIS_MAX && !uris.contains(uri)) {
            throw ProtocolError.invalidParameters("at most " + URIS_MAX + " resources can be watched");
        }
        uris.add(uri);
        ResourceSet.Watch running = watch.orElseGet(() -> resources.watch(uris, newest, changed));
        watch = Optional.of(running);
        return running;
    }

    synchronized void remove(String uri) {
        uris.remove(uri);
        if (uris.isEmpty()) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        uris.clear();
        watch.ifPresent(ResourceSet.Watch::close);
        watch = Optional.empty();
    }
}
