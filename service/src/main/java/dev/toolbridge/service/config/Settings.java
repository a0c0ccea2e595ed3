package dev.toolbridge.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Reads settings from `KEY`, else from the file that `KEY_FILE` names, else the default.
public final class Settings {
    private static final String FILE_SUFFIX = "_FILE";

    private final Map<String, String> values;

    public Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public static Settings fromEnvironment() {
        return new Settings(System.getenv());
    }

    /// The value of a setting that must be there.
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new SettingError(setting.key() + " must be set: " + setting.meaning()));
    }

    /// The value of a setting, if it was set or has a default.
    public <T> Optional<T> find(Setting<T> setting) {
        return text(setting.key()).or(setting::fallback).map(text -> parse(setting, text));
    }

    private Optional<String> text(String key) {
        return present(key).or(() -> present(key + FILE_SUFFIX).map(path -> contents(key, path)));
    }

    private Optional<String> present(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    private static String contents(String key, String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException unreadable) {
            throw new SettingError(key + FILE_SUFFIX + " names a file that cannot be read: " + path);
        }
    }

    private static <T> T parse(Setting<T> setting, String text) {
        try {
            return setting.parser().parse(text);
        } catch (IllegalArgumentException wrong) {
            var shown = setting.secret() ? "a secret value" : "\"" + text + "\"";
            throw new SettingError(setting.key() + " is " + shown + ", expected " + wrong.getMessage());
        }
    }
}
