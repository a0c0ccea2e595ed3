package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Sends requests to an API of Fly. One that may be repeated is, after a fault that may pass, five times at most; one
/// that Fly has no time for is sent again when Fly says so.
final class FlyClient {
    private static final String LEASE = "fly-machine-lease-nonce";
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final int ATTEMPTS_MAX = 5;
    private static final long PAUSE_MS = 200;

    /// The longest time for which Fly may not know what it has made.
    private static final Duration LAG_MAX = Duration.ofSeconds(10);

    /// A longer wait is left to the step that asks.
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(10);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .build();

    private final URI base;
    private final Secret token;

    FlyClient(URI base, Secret token) {
        this.base = base;
        this.token = token;
    }

    /// The body of the answer.
    ///
    /// @throws FlyRefusal if Fly will not do it
    /// @throws FlyUnclear if it may be done or not
    /// @throws RuntimeUnavailable if it is not done, and may be later
    JsonNode send(FlyCall call) {
        FlyAnswer answer = answered(call);
        if (answer.isGood()) {
            return answer.body();
        }
        if (answer.isLimited()) {
            throw new RuntimeUnavailable("Fly limits our rate: it asks for "
                    + answer.retryAfter().toSeconds() + " seconds without a request");
        }
        if (answer.isUnclear()) {
            throw new FlyUnclear("Fly is unavailable: " + answer.words());
        }
        throw answer.refusal();
    }

    /// The body of the answer, or nothing if Fly does not know the thing.
    Optional<JsonNode> find(FlyCall call) {
        try {
            return Optional.of(send(call));
        } catch (FlyRefusal refused) {
            if (refused.status() == FlyRefusal.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /// The same for what may be so new that Fly does not know it everywhere yet.
    ///
    /// @throws RuntimeUnavailable if it stays unknown
    JsonNode sendToNew(FlyCall call) {
        Instant end = Instant.now().plus(LAG_MAX);
        Optional<JsonNode> body = find(call);
        while (body.isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new RuntimeUnavailable("Fly does not know " + call.path() + " yet");
            }
            FlyPace.pause();
            body = find(call);
        }
        return body.get();
    }

    private FlyAnswer answered(FlyCall call) {
        FlyAnswer answer = once(call);
        for (int attempt = 1; attempt < ATTEMPTS_MAX && isSentAgain(call, answer); attempt++) {
            pause(answer, attempt);
            answer = once(call);
        }
        return answer;
    }

    private static boolean isSentAgain(FlyCall call, FlyAnswer answer) {
        return answer.isLimited()
                ? answer.retryAfter().compareTo(RETRY_AFTER_MAX) <= 0
                : answer.isUnclear() && call.isRepeatable();
    }

    private static void pause(FlyAnswer answer, int attempt) {
        long longest = PAUSE_MS << attempt;
        long jitter = ThreadLocalRandom.current().nextLong(PAUSE_MS, longest);
        try {
            Thread.sleep(answer.retryAfter().plusMillis(jitter));
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private FlyAnswer once(FlyCall call) {
        var request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .timeout(call.within())
                .header("Authorization", "Bearer " + token.reveal())
                .method(
                        call.method(),
                        call.body()
                                .map(body -> BodyPublishers.ofByteArray(Json.bytes(body)))
                                .orElseGet(BodyPublishers::noBody));
        call.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
        call.nonce().ifPresent(nonce -> request.header(LEASE, nonce));
        try {
            return answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException _) {
            return FlyAnswer.none();
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private static FlyAnswer answer(HttpResponse<byte[]> response) {
        Duration after = response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
        return new FlyAnswer(response.statusCode(), json(response.body()), after);
    }

    /// Some answers have no body, and proxies answer with text.
    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? Json.object() : Json.parse(body);
        } catch (JsonProcessingException _) {
            return Json.object().put("error", new String(body, StandardCharsets.UTF_8));
        }
    }

    private static IllegalStateException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while asking Fly", stopped);
    }
}
