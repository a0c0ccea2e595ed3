package dev.toolbridge.identity.fault;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.connection.ConnectionUser;
import dev.toolbridge.service.json.Json;
import io.helidon.webserver.ConnectionContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The present fault of each part, and the number of requests to it.
public final class Faults {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Map<Surface, Setting> settings = new ConcurrentHashMap<>();
    private final Map<Surface, LongAdder> calls = new ConcurrentHashMap<>();

    /// A fault and the requests that meet it.
    ///
    /// @param delay the time that a slow answer takes
    /// @param skipped the number of requests ahead that do not meet it
    /// @param times the number of requests that meet it; faults of lists meet all
    public record Script(Fault fault, Duration delay, long skipped, long times) {
        private static final Script NONE = new Script(Fault.NONE, Duration.ZERO, 0, 0);
    }

    /// A script, the number of requests that have come since, and what lets slow ones go at once.
    private record Setting(Script script, AtomicLong seen, CountDownLatch over) {

        static Setting of(Script script) {
            return new Setting(script, new AtomicLong(), new CountDownLatch(1));
        }

        Fault met() {
            long number = seen.getAndIncrement() - script.skipped();
            return number >= 0 && number < script.times() ? script.fault() : Fault.NONE;
        }
    }

    /// Sets the fault of a part; requests that wait under the previous fault are answered at once.
    public void set(Surface surface, Script script) {
        var before = settings.put(surface, Setting.of(script));
        if (before != null) {
            before.over().countDown();
        }
    }

    public void clear() {
        for (Surface surface : Surface.values()) {
            set(surface, Script.NONE);
        }
    }

    public Fault of(Surface surface) {
        return setting(surface).script().fault();
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
        return switch (setting.met()) {
            case NONE, ENDLESS, REVOKED -> endpoint.answer(request);
            case SLOW -> {
                await(setting);
                yield endpoint.answer(request);
            }
            case LOST -> {
                endpoint.answer(request);
                yield Answer.upgrading(new Cut());
            }
            case LATE -> {
                Answer answer = endpoint.answer(request);
                await(setting);
                yield answer;
            }
            case GATEWAY -> {
                endpoint.answer(request);
                yield Answer.json(502, Json.object().put("message", "Bad Gateway"));
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

    /// Takes the connection over and ends it.
    private static final class Cut implements ConnectionUser {
        @Override
        public void use(ConnectionContext connection) {
            // Not a byte of an answer leaves.
        }

        @Override
        public void close() {
            // The server closes the connection.
        }
    }

    private static void await(Setting setting) {
        try {
            setting.over().await(setting.script().delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Setting setting(Surface surface) {
        return settings.computeIfAbsent(surface, _ -> Setting.of(Script.NONE));
    }

    private LongAdder counter(Surface surface) {
        return calls.computeIfAbsent(surface, _ -> new LongAdder());
    }
}
