package dev.toolbridge.connect.client;

import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/// The receipts of this user's connections: a file for each server in a settings file.
public record Connections(Path folder) {
    private static final int NAME_LENGTH = 24;

    /// The folder of the user's own state.
    public static Connections usual(ClientMachine machine) {
        Path state =
                machine.folder("XDG_STATE_HOME").orElseGet(() -> machine.home().resolve(Path.of(".local", "state")));
        return new Connections(state.resolve("toolbridge").resolve("connections"));
    }

    Optional<Receipt> find(Path settings, String name) {
        Path file = file(settings, name);
        return Files.exists(file)
                ? new PrivateFile(file).read().map(text -> Receipt.parse(Json.stored(text)))
                : Optional.empty();
    }

    void keep(Path settings, String name, Receipt receipt) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new CommandFailure("the folder " + folder + " cannot be written to", failed);
        }
        new PrivateFile(file(settings, name)).write(Json.text(receipt.json()));
    }

    void forget(Path settings, String name) {
        try {
            Files.deleteIfExists(file(settings, name));
        } catch (IOException failed) {
            throw new CommandFailure("the file " + file(settings, name) + " cannot be deleted", failed);
        }
    }

    private Path file(Path settings, String name) {
        String digest =
                HexFormat.of().formatHex(Digest.of(settings.toAbsolutePath().toString(), name));
        return folder.resolve(digest.substring(0, NAME_LENGTH) + ".json");
    }
}
