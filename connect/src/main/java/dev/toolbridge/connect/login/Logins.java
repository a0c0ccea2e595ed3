package dev.toolbridge.connect.login;

import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// The logins of this user: a file for each server, which only its owner can read.
public record Logins(Path folder) {
    private static final int NAME_LENGTH = 16;

    /// The folder of the user's own state (XDG Base Directory).
    public static Logins usual() {
        Path state = Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
        return new Logins(state.resolve("toolbridge").resolve("logins"));
    }

    Optional<Login> find(URI server) {
        return file(server).read().map(text -> Login.parse(Json.stored(text)));
    }

    void keep(URI server, Login login) {
        file(server).write(Json.text(login.json()));
    }

    /// Does work that only one process of this user may do at a time: a refresh token is good once.
    <T> T alone(URI server, Supplier<T> work) {
        Path lock = existing().resolve(name(server) + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return work.get();
        } catch (IOException failed) {
            throw new CommandFailure("the file " + lock + " cannot be written", failed);
        }
    }

    private PrivateFile file(URI server) {
        return new PrivateFile(existing().resolve(name(server) + ".json"));
    }

    private Path existing() {
        try {
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failed) {
            throw new CommandFailure("the folder " + folder + " cannot be written to", failed);
        }
    }

    private static String name(URI server) {
        return server.getHost().replaceAll("[^A-Za-z0-9.-]", "_") + "-"
                + HexFormat.of().formatHex(Digest.of(server.toString())).substring(0, NAME_LENGTH);
    }
}
