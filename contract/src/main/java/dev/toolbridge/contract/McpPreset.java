package dev.toolbridge.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The ready choices of what an assistant sees of a project.
public enum McpPreset {
    /// Least of all.
    FOUNDER(false, "minimal"),
    /// As little, with more to read.
    CONTRACTOR(false, "standard"),
    /// Everything.
    DEVELOPER(true, "full"),
    /// The project's own choice.
    CUSTOM(false, "standard");

    private final boolean hasAll;
    private final String contextLevel;

    McpPreset(boolean hasAll, String contextLevel) {
        this.hasAll = hasAll;
        this.contextLevel = contextLevel;
    }

    /// Tells if every plugin is enabled, those of later types too.
    public boolean hasAll() {
        return hasAll;
    }

    /// The context level of a project that chose this preset and no level.
    public String contextLevel() {
        return contextLevel;
    }

    /// The name in JSON.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The preset of that name, if there is one.
    public static Optional<McpPreset> named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.wireName().equals(name))
                .findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(McpPreset::wireName).toList();
    }
}
