package dev.toolbridge.connect.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Values as they are written in TOML.
public final class TomlValue {
    private static final int DIGITS_MAX = 9;

    private TomlValue() {}

    /// A text in quotes; empty if it is no such text.
    public static Optional<String> text(String written) {
        if (written.length() > 1 && written.startsWith("'") && written.endsWith("'") && !written.startsWith("''")) {
            return Optional.of(written.substring(1, written.length() - 1));
        }
        try {
            JsonNode value = Json.parse(written.getBytes(StandardCharsets.UTF_8));
            return Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::textValue);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /// A whole number from 1; empty for any other text.
    static Optional<Long> whole(String written, long max) {
        return Optional.of(written)
                .filter(digits -> digits.matches("[0-9]{1," + DIGITS_MAX + "}"))
                .map(Long::valueOf)
                .filter(number -> number >= 1 && number <= max);
    }
}
