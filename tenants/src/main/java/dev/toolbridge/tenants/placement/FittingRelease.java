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
        return releases.stream().filter(release -> version(release) >= schema).findFirst();
    }

    /// The first of these folders of releases that has exactly the schema of a placement.
    public static Optional<Path> equalTo(List<Path> releases, TenantPlacement placement) {
        int schema = placement.schemaVersion().orElse(0);
        return releases.stream().filter(release -> version(release) == schema).findFirst();
    }

    private static int version(Path release) {
        try {
            return ReleaseSchema.of(release).version();
        } catch (IOException unreadable) {
            return -1;
        }
    }
}
