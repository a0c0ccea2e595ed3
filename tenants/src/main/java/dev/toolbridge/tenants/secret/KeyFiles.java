package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The files with master keys of tenants for programs of this process's own user, each for the time of one run.
public final class KeyFiles {
    private final Path folder;

    /// @param folder is made in its parent with the first file
    public KeyFiles(Path folder) {
        this.folder = folder;
    }

    /// Writes the file of a run. Those of runs that were cut off are deleted.
    ///
    /// @param fence tells the run from earlier ones of the same tenant
    public Path write(UUID tenant, long fence, Secret keys) {
        remove(tenant);
        try {
            return SecretFolder.of(folder).write(name(tenant, fence), keys);
        } catch (IOException failed) {
            throw new UncheckedIOException("the master keys of a tenant cannot be written", failed);
        }
    }

    /// Deletes the file of a run.
    public void remove(UUID tenant, long fence) {
        delete(List.of(folder.resolve(name(tenant, fence))));
    }

    /// Deletes all files of a tenant.
    public void remove(UUID tenant) {
        try {
            delete(files(tenant));
        } catch (IOException failed) {
            throw new UncheckedIOException("the master keys of a tenant cannot be listed", failed);
        }
    }

    private static void delete(List<Path> files) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the master keys of a tenant cannot be deleted", failed);
        }
    }

    private static String name(UUID tenant, long fence) {
        return tenant + "-" + fence;
    }

    private List<Path> files(UUID tenant) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(tenant + "-"))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
