package dev.toolbridge.mcp.tool.delivery;

import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The items that were created a moment ago, by the arguments of their creation: an assistant that lost an
/// answer asks again. It prevents mistakes, but promises nothing; the promise is `idempotency_key`.
public final class RecentCreates {
    private static final Duration LIFE = Duration.ofMinutes(2);

    /// The memory of a digest and a uid.
    private static final int ENTRY_BYTES = 500;

    private static final int KEPT_MAX = new HeapShare(10).count(ENTRY_BYTES);

    /// An item and the time of its creation.
    public record Created(String uid, Instant at) {}

    private final InstantSource clock;
    private final Map<String, Created> byRequest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Created> eldest) {
            return size() > KEPT_MAX;
        }
    };

    public RecentCreates(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void remember(String request, String uid) {
        byRequest.remove(request);
        byRequest.put(request, new Created(uid, clock.instant()));
    }

    public synchronized Optional<Created> find(String request) {
        Instant oldest = clock.instant().minus(LIFE);
        byRequest.values().removeIf(created -> created.at().isBefore(oldest));
        return Optional.ofNullable(byRequest.get(request));
    }
}
