package dev.toolbridge.api.sync;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.RateConfig;
import java.time.InstantSource;

/// This server's offer to devices. They may ask before they sign in.
///
/// @param rates the number of requests that a user may send
public record SyncInfo(InstantSource clock, RateConfig rates) {
    private static final String API_VERSION = "1.1";
    private static final String CLIENT_VERSION_MIN = "0.1.0";
    private static final int PAGE_ITEMS_MAX = 1_000;
    private static final int BATCH_ITEMS_RECOMMENDED = 500;
    private static final int BACKOFF_MS = 1_500;
    private static final int WINDOW_SECONDS = 60;

    public Route route() {
        return new Route("GET", "/v1/sync/info", 0, this::answer);
    }

    private Answer answer(Request request) {
        var info = Json.object().put("apiVersion", API_VERSION).put("serverTime", Times.rfc3339(clock.millis()));
        var entities = info.putObject("entities");
        Entities.ALL.forEach(type -> entities.putObject(type.plural())
                .put("maxLimit", PAGE_ITEMS_MAX)
                .put("push", true)
                .put("pull", true));
        info.putObject("locking").put("supported", true).put("mode", "session");
        info.put("minClientVersion", CLIENT_VERSION_MIN);
        info.putObject("rateLimit")
                .put("windowSeconds", WINDOW_SECONDS)
                .put("maxRequests", rates.perMinute())
                .put("burst", rates.burst());
        info.putObject("hints").put("recommendedBatch", BATCH_ITEMS_RECOMMENDED).put("backoffMsOn429", BACKOFF_MS);
        return Answer.json(200, info);
    }
}
