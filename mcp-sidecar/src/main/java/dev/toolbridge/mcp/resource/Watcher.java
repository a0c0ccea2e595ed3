package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.OnBehalf;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Tells when items are not as they were. What the API does not answer is looked at again the next time.
final class Watcher {
    private static final String GONE = "gone";

    private final ApiClient api;
    private final OnBehalf caller;
    private final Consumer<String> changed;
    private final Map<ItemAddress, String> seen = new HashMap<>();

    Watcher(ApiClient api, OnBehalf caller, Consumer<String> changed) {
        this.api = api;
        this.caller = caller;
        this.changed = changed;
    }

    /// Looks until it is interrupted, or the time has come.
    void run(Set<ItemAddress> addresses, Duration every, Instant end) {
        try {
            while (Instant.now().isBefore(end)) {
                addresses.forEach(this::look);
                Thread.sleep(every);
            }
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(ItemAddress address) {
        Optional<String> state = state(address);
        if (state.isEmpty()) {
            return;
        }
        Optional<String> before = Optional.ofNullable(seen.put(address, state.get()));
        if (before.isPresent() && !before.equals(state)) {
            changed.accept(address.uri());
        }
    }

    private Optional<String> state(ItemAddress address) {
        return switch (api.send(address.request(), caller)) {
            case ApiAnswer.Done done -> Optional.of(done.body().path("version").asText());
            case ApiAnswer.Refused refused when refused.status() == 404 -> Optional.of(GONE);
            case ApiAnswer.Refused _,
                    ApiAnswer.Unreachable _,
                    ApiAnswer.Unanswered _,
                    ApiAnswer.Unreadable _,
                    ApiAnswer.TooLong _ -> Optional.empty();
        };
    }
}
