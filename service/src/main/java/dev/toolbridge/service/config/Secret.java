package dev.toolbridge.service.config;

/// A text that shows itself only when asked by name.
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
