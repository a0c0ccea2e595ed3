package dev.toolbridge.service.program;

import java.util.Optional;

/// The version of a program, from the manifest of its jar.
public final class Version {
    private static final String UNPACKED = "development";

    private Version() {}

    /// The version of the jar that holds a class; `development` where classes lie in a folder.
    public static String of(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse(UNPACKED);
    }
}
