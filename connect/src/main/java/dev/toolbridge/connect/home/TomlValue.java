package dev.toolbridge.connect.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values as they are written in TOML.
public final class TomlValue {
    private static final int DIGITS_MAX = 9;
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern LAST_COMMA = Pattern.compile(",$");

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

    /// The texts of an array in one line or many; empty if it holds anything else.
    static Optional<List<String>> texts(String written) {
        if (!written.startsWith("[") || !written.endsWith("]")) {
            return Optional.empty();
        }
        String inside = LAST_COMMA
                .matcher(written.substring(1, written.length() - 1).strip())
                .replaceFirst("");
        List<Optional<String>> texts = inside.isEmpty()
                ? List.of()
                : COMMA.splitAsStream(inside).map(one -> text(one.strip())).toList();
        return texts.stream().allMatch(Optional::isPresent)
                ? Optional.of(texts.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    /// A whole number from 1; empty for any other text.
    static Optional<Long> whole(String written, long max) {
        return Optional.of(written)
                .filter(digits -> digits.matches("[0-9]{1," + DIGITS_MAX + "}"))
                .map(Long::valueOf)
                .filter(number -> number >= 1 && number <= max);
    }
}
