package dev.toolbridge.api.access.membership;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Limits the number of tenants that one user may make us look up, so that a user who tries tenants out cannot
/// use up the calls for all.
final class TenantBudget {
    static final int TENANTS_MAX = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final HeapShare KEPT = new HeapShare(10);

    /// The size of the names of all tenants that a user may try.
    private static final int WINDOW_BYTES = 1_000;

    private final Cache<String, Window> windows = KEPT.<String, Window>cache((user, _) -> user.length() + WINDOW_BYTES)
            .build();
    private final InstantSource clock;

    TenantBudget(InstantSource clock) {
        this.clock = clock;
    }

    private record Window(Instant end, Set<String> tenants) {}

    /// Empty when the tenant may be looked up now, else the time until it may.
    Optional<Duration> spend(String user, String tenant) {
        Instant now = clock.instant();
        var wait = new Duration[] {Duration.ZERO};
        windows.asMap().compute(user, (_, known) -> {
            var window =
                    known == null || !now.isBefore(known.end()) ? new Window(now.plus(WINDOW), new HashSet<>()) : known;
            if (window.tenants().size() < TENANTS_MAX || window.tenants().contains(tenant)) {
                window.tenants().add(tenant);
            } else {
                wait[0] = Duration.between(now, window.end());
            }
            return window;
        });
        return wait[0].isZero() ? Optional.empty() : Optional.of(wait[0]);
    }
}
