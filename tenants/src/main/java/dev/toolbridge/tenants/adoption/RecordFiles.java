package dev.toolbridge.tenants.adoption;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.process.supervisor.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/// The copies of tenants' records on the machine that runs their programs. Only the control plane's user reads them;
/// secrets in them are sealed as they are in the database.
public final class RecordFiles {
    private static final String END = ".json";

    private final Path folder;

    public RecordFiles(Path folder) {
        this.folder = folder;
    }

    /// Writes the records of a tenant, if the file has others.
    void write(UUID tenant, ObjectNode records) throws IOException {
        byte[] wanted = Json.bytes(records);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!read(tenant).equals(Optional.of(records))) {
            WholeFile.write(file(tenant), new String(wanted, StandardCharsets.UTF_8));
        }
    }

    /// The records of a tenant, if there is a copy.
    Optional<ObjectNode> read(UUID tenant) throws IOException {
        try {
            return Json.parse(Files.readAllBytes(file(tenant))) instanceof ObjectNode records
                    ? Optional.of(records)
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /// Deletes the copy of a tenant that is destroyed.
    public void remove(UUID tenant) {
        try {
            Files.deleteIfExists(file(tenant));
        } catch (IOException failed) {
            throw new UncheckedIOException("the copy of a tenant's records cannot be deleted", failed);
        }
    }

    private Path file(UUID tenant) {
        return folder.resolve(tenant + END);
    }
}
