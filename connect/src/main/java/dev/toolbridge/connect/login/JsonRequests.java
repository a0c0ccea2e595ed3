package dev.toolbridge.connect.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Requests whose answers are JSON; none follows a redirect.
final class JsonRequests {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final int REFUSED = 400;
    private static final int OK = 200;
    private static final String TYPE = "Content-Type";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();

    /// The provider said no to a form.
    static final class Refused extends RuntimeException {
        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /// A document; empty if it does not exist.
    Optional<JsonNode> find(URI address) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(address).GET());
        return answer.statusCode() == OK ? Optional.of(json(answer)) : Optional.empty();
    }

    JsonNode post(URI address, JsonNode body) {
        return accepted(send(HttpRequest.newBuilder(address)
                .header(TYPE, "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))));
    }

    /// Sends a form.
    ///
    /// @throws Refused if the server says no
    JsonNode post(URI address, SequencedMap<String, String> form) {
        return accepted(send(HttpRequest.newBuilder(address)
                .header(TYPE, "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)))));
    }

    static String encoded(SequencedMap<String, String> form) {
        return form.entrySet().stream().map(JsonRequests::pair).collect(Collectors.joining("&"));
    }

    private static String pair(Map.Entry<String, String> field) {
        return field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8);
    }

    private static JsonNode accepted(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= REFUSED) {
            JsonNode body = json(answer);
            throw new Refused(
                    body.path("error_description").asText(body.path("error").asText("status " + answer.statusCode())));
        }
        return json(answer);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        HttpRequest prepared =
                request.timeout(ANSWER_MAX).header("Accept", "application/json").build();
        try {
            return http.send(prepared, BodyHandlers.ofByteArray());
        } catch (IOException away) {
            throw new CommandFailure(prepared.uri() + " does not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while " + prepared.uri() + " answers", stopped);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return Json.parse(answer.body());
        } catch (JsonProcessingException foreign) {
            throw new CommandFailure(
                    answer.uri() + " answered with status " + answer.statusCode() + " and no JSON", foreign);
        }
    }
}
