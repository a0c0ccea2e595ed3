package dev.toolbridge.mcp;

import dev.toolbridge.mcp.api.ApiClient;
import java.time.Duration;
import java.util.Optional;

/// Whether this server can serve: it can when the API can. Asked at most once a second.
final class ApiReadiness {
    private static final long AGE_MAX_NS = Duration.ofSeconds(1).toNanos();

    /// What was seen, and when.
    private record Seen(boolean ready, long atNs) {}

    private final ApiClient api;
    private Optional<Seen> last = Optional.empty();
    private volatile boolean stopping;

    ApiReadiness(ApiClient api) {
        this.api = api;
    }

    /// What is missing, if anything is.
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
