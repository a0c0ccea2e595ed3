package dev.toolbridge.connect.client;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A machine with its folders: three systems have them at different places.
///
/// @param system the kind of system
/// @param environment the variables that name folders
/// @param home the folder of the user
/// @param current the folder of the project
public record ClientMachine(Kind system, Map<String, String> environment, Path home, Path current) {
    public ClientMachine {
        environment = Map.copyOf(environment);
    }

    /// The systems that clients run on.
    public enum Kind {
        LINUX,
        MAC,
        WINDOWS
    }

    /// This machine.
    public static ClientMachine ofThis() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Kind kind = name.startsWith("windows") ? Kind.WINDOWS : name.startsWith("mac") ? Kind.MAC : Kind.LINUX;
        return new ClientMachine(
                kind,
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("").toAbsolutePath());
    }

    /// A file in the folder in which applications of this system keep their settings.
    Path application(String first, String... more) {
        return application().resolve(Path.of(first, more));
    }

    private Path application() {
        return switch (system) {
            case LINUX -> configuration();
            case MAC -> home.resolve("Library").resolve("Application Support");
            case WINDOWS ->
                folder("APPDATA").orElseGet(() -> home.resolve("AppData").resolve("Roaming"));
        };
    }

    /// The folder of settings of the XDG Base Directory specification.
    Path configuration() {
        return folder("XDG_CONFIG_HOME").orElseGet(() -> home.resolve(".config"));
    }

    /// A folder that a variable names.
    Optional<Path> folder(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
