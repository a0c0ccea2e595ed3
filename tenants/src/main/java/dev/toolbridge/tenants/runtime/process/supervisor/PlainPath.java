package dev.toolbridge.tenants.runtime.process.supervisor;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Paths and names that mean themselves in every file of supervisord.
public final class PlainPath {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

    private PlainPath() {}

    /// The path.
    ///
    /// @throws IllegalArgumentException if it has another sign
    public static Path require(Path path) {
        require(path.toString());
        return path;
    }

    static String require(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "only letters, digits, dots, slashes and hyphens may be in the path " + text);
        }
        return text;
    }
}
