package dev.toolbridge.postgres;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A system that PostgreSQL is packed for.
///
/// @param system as the archive's name has it
/// @param architecture as the archive's name has it
record PostgresPlatform(String system, String architecture) {
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");

    /// The platform of these names, as the properties `os.name` and `os.arch` have them; empty for all others.
    static Optional<PostgresPlatform> of(String name, String architecture) {
        return system(name)
                .flatMap(system -> Optional.ofNullable(ARCHITECTURES.get(architecture.toLowerCase(Locale.ROOT)))
                        .map(found -> new PostgresPlatform(system, found)));
    }

    static PostgresPlatform ofThisMachine() {
        String name = System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        return of(name, architecture)
                .orElseThrow(() -> new EmbeddedPostgresFailure("PostgreSQL is not packaged for this system (" + name
                        + " on " + architecture + "): set DATABASE_URL to a PostgreSQL 18 of your own"));
    }

    /// The archive's name on the class path.
    String archive() {
        return "/postgres-" + system + "-" + architecture + ".txz";
    }

    private static Optional<String> system(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return Optional.of("darwin");
        }
        return lower.equals("linux") ? Optional.of("linux") : Optional.empty();
    }
}
