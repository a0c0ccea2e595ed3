package dev.toolbridge.service.config;

/// A setting that stops the start; its message is one sentence that names the setting.
public final class SettingError extends RuntimeException {

    public SettingError(String sentence) {
        super(sentence);
    }
}
