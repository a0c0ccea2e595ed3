package dev.toolbridge.mcp.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the API's answers.
final class AnswerReader {
    private static final int TEXT_LENGTH_MAX = 300;
    private static final int FIRST_REFUSAL = 400;

    private AnswerReader() {}

    static ApiAnswer read(HttpResponse<byte[]> response) {
        Optional<ObjectNode> json = object(response.body());
        if (response.statusCode() >= FIRST_REFUSAL) {
            return refused(response, json);
        }
        boolean replayed = response.headers()
                .firstValue("Idempotency-Replayed")
                .filter("true"::equals)
                .isPresent();
        boolean done = response.statusCode() >= 200 && response.statusCode() < 300 && json.isPresent();
        return done
                ? new ApiAnswer.Done(response.statusCode(), json.get(), replayed)
                : new ApiAnswer.Unreadable(response.statusCode());
    }

    /// Refusals at the API's edge may be plain text.
    private static ApiAnswer refused(HttpResponse<byte[]> response, Optional<ObjectNode> json) {
        ObjectNode facts = json.orElseGet(Json::object);
        String text = facts.path("error").asText(json.isPresent() ? "" : plainText(response));
        return new ApiAnswer.Refused(
                response.statusCode(), facts.path("code").asText(""), text, facts, retryAfter(response));
    }

    private static Optional<ObjectNode> object(byte[] body) {
        try {
            return Json.parse(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static String plainText(HttpResponse<byte[]> response) {
        boolean plain = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/plain"))
                .isPresent();
        String text = plain ? new String(response.body(), StandardCharsets.UTF_8).strip() : "";
        return text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text;
    }

    private static OptionalLong retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElseGet(OptionalLong::empty);
    }
}
