package dev.toolbridge.connect.home;

import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The folder `.flukebase_connect` of a user, which nobody else may read.
public record HomeFolder(Path path) {
    /// The variable that names another folder.
    public static final String VARIABLE = "FLUKEBASE_HOME";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// The folder of the user of a machine.
    public static HomeFolder of(ClientMachine machine) {
        return new HomeFolder(Optional.ofNullable(machine.environment().get(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> machine.home().resolve(".flukebase_connect"))
                .toAbsolutePath());
    }

    /// The folder, made if it is not there.
    ///
    /// @throws CommandFailure if others may read it
    public Path existing() {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
                throw new CommandFailure("others may use the folder " + path + ": `chmod 700 " + path + "`");
            }
            return path;
        } catch (IOException failed) {
            throw new CommandFailure("the folder " + path + " cannot be used (" + failed.getMessage() + ")", failed);
        }
    }

    public Path config() {
        return path.resolve("config.toml");
    }

    /// The file with the keys.
    ///
    /// @throws CommandFailure if others may read it
    PrivateFile credentials() {
        Path file = existing().resolve("credentials");
        try {
            if (Files.exists(file)
                    && !PosixFilePermissions.fromString("rw-------").containsAll(Files.getPosixFilePermissions(file))) {
                throw new CommandFailure("others may read the file " + file + ": `chmod 600 " + file
                        + "`, and make new keys if somebody did");
            }
        } catch (IOException failed) {
            throw new CommandFailure("the file " + file + " cannot be read", failed);
        }
        return new PrivateFile(file);
    }
}
