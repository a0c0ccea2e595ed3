package dev.toolbridge.connect.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.toolbridge.connect.home.ConnectConfig;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The API of one server, called with one key.
public final class KeyedApi {
    private static final long ANSWER_BYTES_MAX = 64L * 1024 * 1024;
    private static final String EVENTS = "text/event-stream";
    private static final int OK = 200;
    private static final int REFUSED = 400;
    private static final int REDIRECTED = 300;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    private final ConnectConfig config;
    private final Secret key;
    private final Optional<PrintStream> trace;
    private final HttpClient http;

    /// @param trace the place for a line about each request; empty for none
    public KeyedApi(ConnectConfig config, Secret key, Optional<PrintStream> trace) {
        this.config = config;
        this.key = key;
        this.trace = trace;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX.compareTo(config.timeout()) < 0 ? CONNECT_MAX : config.timeout())
                .build();
    }

    public ConnectConfig config() {
        return config;
    }

    public Secret key() {
        return key;
    }

    public JsonNode get(String path) {
        return send("GET", path, Optional.empty(), Map.of());
    }

    public JsonNode post(String path, JsonNode body) {
        return send("POST", path, Optional.of(body), Map.of());
    }

    public JsonNode delete(String path) {
        return send("DELETE", path, Optional.empty(), Map.of());
    }

    /// Sends a request.
    ///
    /// @return the answer; missing if it has no content
    /// @throws ApiRefusal if the server says no
    /// @throws ServerAway if it does not answer in time, or not as an API
    public JsonNode send(String method, String path, Optional<JsonNode> body, Map<String, String> headers) {
        URI address = URI.create(config.server() + path);
        var request = HttpRequest.newBuilder(address)
                .method(
                        method,
                        body.map(json -> BodyPublishers.ofByteArray(Json.bytes(json)))
                                .orElseGet(BodyPublishers::noBody))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key.reveal());
        body.ifPresent(_ -> request.header("Content-Type", "application/json"));
        headers.forEach(request::header);
        long beganNanos = System.nanoTime();
        HttpResponse<byte[]> answer =
                answer(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        trace.ifPresent(lines -> lines.println(line(answer, System.nanoTime() - beganNanos)));
        return read(answer);
    }

    /// Opens a stream of events. It has no end of its own: the limit of time holds for its beginning.
    ///
    /// @throws ServerAway if the server does not begin one
    public InputStream events(String path) {
        var request = HttpRequest.newBuilder(URI.create(config.server() + path))
                .header("Accept", EVENTS)
                .header("Authorization", "Bearer " + key.reveal())
                .build();
        HttpResponse<InputStream> answer = answer(request, BodyHandlers.ofInputStream());
        boolean isStream = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(EVENTS))
                .isPresent();
        if (answer.statusCode() == OK && isStream) {
            return answer.body();
        }
        try (var _ = answer.body()) {
            throw new ServerAway(config.server() + " begins no stream of changes (status " + answer.statusCode() + ")");
        } catch (IOException broken) {
            throw new ServerAway(config.server() + " begins no stream of changes", broken);
        }
    }

    /// One limit holds for the whole answer: a server that drips bytes does not hold a command.
    private <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> reader) {
        CompletableFuture<HttpResponse<T>> coming = http.sendAsync(request, reader);
        try {
            return coming.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            coming.cancel(true);
            throw new ServerAway(
                    config.server() + " does not answer within "
                            + config.timeout().toSeconds() + " s",
                    slow);
        } catch (ExecutionException failed) {
            throw new ServerAway(
                    config.server() + " cannot be reached ("
                            + Optional.ofNullable(failed.getCause().getMessage())
                                    .orElseGet(
                                            () -> failed.getCause().getClass().getSimpleName())
                            + ")",
                    failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ServerAway("interrupted while " + config.server() + " answers", stopped);
        }
    }

    private JsonNode read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= REDIRECTED && answer.statusCode() < REFUSED) {
            throw new ServerAway(config.server() + " leads to another address, which is not followed: set base_url in"
                    + " config.toml to the address itself");
        }
        if (answer.body().length == 0 && answer.statusCode() < REFUSED) {
            return MissingNode.getInstance();
        }
        JsonNode json = json(answer);
        if (answer.statusCode() >= REFUSED) {
            throw new ApiRefusal(answer.statusCode(), json);
        }
        return json;
    }

    private JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return Json.parse(answer.body());
        } catch (JsonProcessingException foreign) {
            String type = answer.headers().firstValue("Content-Type").orElse("no type");
            throw new ServerAway(
                    config.server() + " answered with status " + answer.statusCode() + " and no JSON (" + type
                            + "): is it the address of the API?",
                    foreign);
        }
    }

    /// Neither keys nor contents: only what helps to find the request in the log of the server.
    private static String line(HttpResponse<byte[]> answer, long nanos) {
        return "fbc: " + answer.request().method() + " " + answer.uri().getPath() + " " + answer.statusCode() + " "
                + Duration.ofNanos(nanos).toMillis() + " ms, correlation id "
                + answer.headers().firstValue("X-Correlation-ID").orElse("none");
    }
}
