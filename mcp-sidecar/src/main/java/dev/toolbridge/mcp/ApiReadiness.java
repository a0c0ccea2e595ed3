package dev.toolbridge.mcp;

import dev.toolbridge.mcp.api.ApiClient;
import java.time.Duration;
import java.util.Optional;

/// The readiness of this server, which serves when the API does. It asks the API at most once a second.
final class ApiReadiness {
    private static final long AGE_MAX_NS = Duration.ofSeconds(1).toNanos();

    /// A result of asking the API, and its time.
    private record Seen(boolean ready, long atNs) {}

    private final ApiClient api;
    private Optional<Seen> last = Optional.empty();
    private volatile boolean stopping;

    ApiReadiness(ApiClient api) {
        this.api = api;
    }

    /// The reason why this server is not ready, if it is not.
    Optional<String> unready() {
        if (stopping) {
            return Optional.of("stopping");
        }
        return isApiReady() ? Optional.empty() : Optional.of("the API is not ready");
    }

    void stop() {
        stopping = true;
    }

    private synchronized boolean isApiReady() {
        long nowNs = System.nanoTime();
        Seen seen = last.filter(earlier -> nowNs - earlier.atNs() < AGE_MAX_NS)
                .orElseGet(() -> new Seen(api.ready(), System.nanoTime()));
        last = Optional.of(seen);
        return seen.ready();
    }
}
