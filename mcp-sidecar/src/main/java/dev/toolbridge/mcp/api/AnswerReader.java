package dev.toolbridge.mcp.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the API's answers.
final class AnswerReader {
    private static final int TEXT_LENGTH_MAX = 300;
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;
    static final int BRIEF_BYTES_MAX = 65_536;

    /// The codes whose advice fits all codes of their status.
    private static final Map<Integer, ErrorCode> GENERAL = Stream.of(
                    ErrorCode.FORBIDDEN,
                    ErrorCode.RESYNC_REQUIRED,
                    ErrorCode.VERSION_MISMATCH,
                    ErrorCode.RATE_LIMITED,
                    ErrorCode.UNAVAILABLE)
            .collect(Collectors.toUnmodifiableMap(ErrorCode::status, code -> code));

    /// Reads answers that are always short.
    static final BodyHandler<byte[]> BRIEF = BodyHandlers.limiting(BodyHandlers.ofByteArray(), BRIEF_BYTES_MAX);

    private AnswerReader() {}

    static ApiAnswer read(HttpResponse<?> response, byte[] body) {
        Optional<ObjectNode> json = object(body);
        if (response.statusCode() >= FIRST_REFUSAL) {
            return refused(response, body, json);
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

    /// A refusal at the API's edge may be plain text.
    private static ApiAnswer refused(HttpResponse<?> response, byte[] body, Optional<ObjectNode> json) {
        ObjectNode facts = json.orElseGet(Json::object);
        String text = facts.path("error").asText(json.isPresent() ? "" : plainText(response, body));
        return new ApiAnswer.Refused(
                response.statusCode(), code(facts, response.statusCode()), text, facts, retryAfter(response));
    }

    private static ErrorCode code(ObjectNode facts, int status) {
        return ErrorCode.find(facts.path("code").asText("")).orElseGet(() -> general(status));
    }

    /// The one code of a status, or one that fits all codes of the status.
    private static ErrorCode general(int status) {
        if (GENERAL.containsKey(status)) {
            return GENERAL.get(status);
        }
        ErrorCode unknown = status < FIRST_FAULT ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .reduce((_, _) -> unknown)
                .orElse(unknown);
    }

    private static Optional<ObjectNode> object(byte[] body) {
        try {
            return Json.parse(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static String plainText(HttpResponse<?> response, byte[] body) {
        boolean plain = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/plain"))
                .isPresent();
        String text = plain ? new String(body, StandardCharsets.UTF_8).strip() : "";
        return text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text;
    }

    private static OptionalLong retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElseGet(OptionalLong::empty);
    }
}
