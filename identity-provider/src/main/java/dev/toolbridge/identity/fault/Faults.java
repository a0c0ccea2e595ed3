package dev.toolbridge.identity.fault;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// The present fault of each part, and the number of requests to it.
public final class Faults {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Map<Surface, Setting> settings = new ConcurrentHashMap<>();
    private final Map<Surface, LongAdder> calls = new ConcurrentHashMap<>();

    /// A fault, how long a slow answer takes, and what lets slow ones go at once.
    private record Setting(Fault fault, Duration delay, CountDownLatch over) {}

    /// Sets the fault of a part; requests that wait under the previous fault are answered at once.
    public void set(Surface surface, Fault fault, Duration delay) {
        var before = settings.put(surface, new Setting(fault, delay, new CountDownLatch(1)));
        if (before != null) {
            before.over().countDown();
        }
    }

    public void clear() {
        for (Surface surface : Surface.values()) {
            set(surface, Fault.NONE, Duration.ZERO);
        }
    }

    public Fault of(Surface surface) {
        return setting(surface).fault();
    }

    public long calls(Surface surface) {
        return counter(surface).sum();
    }

    /// An endpoint that fails when its part of the provider does.
    public Endpoint around(Surface surface, Endpoint endpoint) {
        return request -> {
            counter(surface).increment();
            return answer(setting(surface), endpoint, request);
        };
    }

    private static Answer answer(Setting setting, Endpoint endpoint, Request request) {
        return switch (setting.fault()) {
            case NONE, ENDLESS, REVOKED -> endpoint.answer(request);
            case SLOW -> {
                await(setting);
                yield endpoint.answer(request);
            }
            case DOWN -> Answer.json(500, Json.object().put("message", "Internal Server Error"));
            case RATE_LIMITED ->
                Answer.json(429, Json.object().put("message", "Too Many Requests"))
                        .header("Retry-After", RETRY_AFTER_SECONDS);
            case MALFORMED ->
                Answer.empty(200).with(Answer.JSON, "<html>maintenance</html>".getBytes(StandardCharsets.UTF_8));
            case ODD -> Answer.json(200, Json.object().put("data", "none").put("keys", 7));
            case REDIRECT -> Answer.empty(302).header("Location", request.path());
        };
    }

    private static void await(Setting setting) {
        try {
            setting.over().await(setting.delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Setting setting(Surface surface) {
        return settings.computeIfAbsent(surface, _ -> new Setting(Fault.NONE, Duration.ZERO, new CountDownLatch(1)));
    }

    private LongAdder counter(Surface surface) {
        return calls.computeIfAbsent(surface, _ -> new LongAdder());
    }
}
