package dev.toolbridge.mcp.tool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiCaller;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/// Asks the API in which zone the days of a caller begin, and keeps the answer for some seconds.
public final class TodayClient {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int CALLERS_MAX = 10_000;

    private final ApiClient api;
    private final Cache<Asked, Today> known = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumSize(CALLERS_MAX)
            .build();

    TodayClient(ApiClient api) {
        this.api = api;
    }

    private record Asked(SessionKey owner, Optional<String> zone) {}

    /// The caller's zone, or UTC if the API does not tell it.
    public Today of(Call call, ApiCaller caller) {
        var asked = new Asked(
                call.principal().sessionKey(), call.principal().shown().zone());
        Optional<Today> kept = Optional.ofNullable(known.getIfPresent(asked));
        return kept.or(() -> ask(caller, asked)).orElseGet(() -> new Today(ZoneId.of("UTC"), false));
    }

    private Optional<Today> ask(ApiCaller caller, Asked asked) {
        if (!(api.send(ApiRequest.of("GET", "/v1/me"), caller) instanceof ApiAnswer.Done done)) {
            return Optional.empty();
        }
        Optional<Today> today = zone(done.body().path("timeZone").asText()).map(zone -> new Today(zone, true));
        today.ifPresent(found -> known.put(asked, found));
        return today;
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
