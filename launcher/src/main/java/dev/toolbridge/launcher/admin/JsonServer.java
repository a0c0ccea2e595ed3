package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A server that takes and gives JSON, and asks for a bearer token.
///
/// @param name the server, for people
record JsonServer(String name, URI base, Secret token) {
    private static final int REFUSED = 400;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(90);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();

    JsonNode get(String path) {
        return send("GET", path, Optional.empty(), Map.of());
    }

    /// Sends a request, and returns the body of its answer.
    ///
    /// @throws AdminRefusal if the server says no
    /// @throws LaunchFailure if it does not answer
    JsonNode send(String method, String path, Optional<JsonNode> body, Map<String, String> headers) {
        var request = request(path)
                .timeout(ANSWER_MAX)
                .method(
                        method,
                        body.map(json -> BodyPublishers.ofByteArray(Json.bytes(json)))
                                .orElseGet(BodyPublishers::noBody));
        body.ifPresent(_ -> request.header("Content-Type", "application/json"));
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = answer(request.build(), BodyHandlers.ofByteArray());
        return accepted(answer.statusCode(), answer.body());
    }

    /// The lines of a stream; the caller closes it.
    Stream<String> lines(String path, Map<String, String> headers) {
        var request = request(path).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        HttpResponse<Stream<String>> answer = answer(request.build(), BodyHandlers.ofLines());
        if (answer.statusCode() >= REFUSED) {
            try (Stream<String> words = answer.body()) {
                accepted(answer.statusCode(), words.reduce("", String::concat).getBytes(StandardCharsets.UTF_8));
            }
        }
        return answer.body();
    }

    /// Copies the body of an answer to a file as it comes, whatever its size.
    void copy(String path, Path file) {
        HttpResponse<InputStream> answer = answer(request(path).build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() >= REFUSED) {
                accepted(answer.statusCode(), body.readAllBytes());
            }
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw brokenOff(file, broken);
        }
    }

    /// The answer was cut off, or the disk is full: half a file is of no use to anybody.
    private LaunchFailure brokenOff(Path file, IOException broken) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            broken.addSuppressed(left);
        }
        return new LaunchFailure(
                "the copy from " + name + " at " + base + " to " + file + " broke off: " + broken.getMessage(), broken);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token.reveal());
    }

    private <T> HttpResponse<T> answer(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException away) {
            throw new LaunchFailure(name + " at " + base + " does not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while " + name + " answers", stopped);
        }
    }

    private JsonNode accepted(int status, byte[] bytes) {
        JsonNode body = body(status, bytes);
        if (status >= REFUSED) {
            throw new AdminRefusal(status, body);
        }
        return body;
    }

    private JsonNode body(int status, byte[] bytes) {
        try {
            return bytes.length == 0 ? Json.object() : Json.parse(bytes);
        } catch (JsonProcessingException foreign) {
            throw new LaunchFailure(
                    name + " at " + base + " answered with status " + status + " and no JSON: is that its address?",
                    foreign);
        }
    }
}
