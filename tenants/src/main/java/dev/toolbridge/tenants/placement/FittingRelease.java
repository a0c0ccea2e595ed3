package dev.toolbridge.tenants.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds a release whose programs know the schema of a database.
public final class FittingRelease {

    private FittingRelease() {}

    /// The first of these folders of releases that knows the schema of a placement.
    public static Optional<Path> among(List<Path> releases, TenantPlacement placement) {
        int schema = placement.schemaVersion().orElse(0);
        return releases.stream().filter(release -> knows(release, schema)).findFirst();
    }

    private static boolean knows(Path release, int schema) {
        try {
            return ReleaseSchema.of(release).version() >= schema;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
