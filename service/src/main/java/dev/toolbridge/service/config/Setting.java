package dev.toolbridge.service.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One setting: where it is read from, what it is when nobody sets it, and what it means.
///
/// @param key name of the environment variable
/// @param fallback the text that counts when the variable is absent or empty
/// @param parser turns the text into the value, or throws [IllegalArgumentException] saying what was expected
/// @param secret true when the value must never be shown
/// @param meaning one sentence for the documentation
public record Setting<T>(String key, Optional<String> fallback, Parser<T> parser, boolean secret, String meaning) {

    /// Reads one kind of value from text.
    @FunctionalInterface
    public interface Parser<T> {
        T parse(String text);
    }

    public static Setting<String> text(String key, String meaning) {
        return new Setting<>(key, Optional.empty(), text -> text, false, meaning);
    }

    public static Setting<Secret> secret(String key, String meaning) {
        return new Setting<>(key, Optional.empty(), Secret::new, true, meaning);
    }

    /// Secrets with commas between them, of which the first is the newest. An empty one would be everybody's.
    public static Setting<List<Secret>> secrets(String key, int max, String meaning) {
        return new Setting<>(key, Optional.empty(), text -> parseSecrets(text, max), true, meaning);
    }

    public static Setting<Boolean> flag(String key, String meaning) {
        return new Setting<>(key, Optional.of("false"), Setting::parseFlag, false, meaning);
    }

    public static Setting<Integer> whole(String key, int min, int max, String meaning) {
        return new Setting<>(key, Optional.empty(), text -> parseWhole(text, min, max), false, meaning);
    }

    /// An address to listen on: `host:port` or `:port`.
    public static Setting<ListenAddress> address(String key, String meaning) {
        return new Setting<>(key, Optional.empty(), ListenAddress::parse, false, meaning);
    }

    public Setting<T> or(String defaultText) {
        return new Setting<>(key, Optional.of(defaultText), parser, secret, meaning);
    }

    private static List<Secret> parseSecrets(String text, int max) {
        List<String> secrets = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (secrets.size() > max || secrets.contains("")) {
            throw new IllegalArgumentException(
                    "up to " + max + " secrets with commas between them, none of them empty");
        }
        return secrets.stream().map(Secret::new).toList();
    }

    private static boolean parseFlag(String text) {
        return switch (text) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    private static int parseWhole(String text, int min, int max) {
        var expected = "a whole number from " + min + " to " + max;
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(expected, notANumber);
        }
        throw new IllegalArgumentException(expected);
    }
}
