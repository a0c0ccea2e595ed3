package dev.toolbridge.identity.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The state on disk: replaced whole, so that a crash leaves the old one or the new one. Only its owner may read it.
final class StateFile {
    private static final String NAME = "identity.json";
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private final Path file;
    private final Path next;

    private StateFile(Path folder) {
        this.file = folder.resolve(NAME);
        this.next = folder.resolve(NAME + ".next");
    }

    static StateFile in(Path folder) {
        try {
            Files.createDirectories(folder);
            return new StateFile(folder);
        } catch (IOException unusable) {
            throw new SettingError("IDENTITY_DATA names a folder that cannot be used: " + folder);
        }
    }

    State read() {
        if (!Files.exists(file)) {
            return State.EMPTY;
        }
        try {
            return Optional.ofNullable(Json.mapper().readValue(Files.readAllBytes(file), State.class))
                    .orElseThrow(() -> unreadable("it is empty"));
        } catch (JsonProcessingException damaged) {
            throw unreadable("it is damaged");
        } catch (IOException unreadable) {
            throw unreadable("it cannot be read");
        }
    }

    /// Never started again by itself: that would end all logins and make strangers of everybody without a word.
    private SettingError unreadable(String why) {
        return new SettingError("the file of the login page's users, clients and keys is of no use, " + why
                + ": put a copy" + " of it back, or move it away and everybody logs in anew: " + file);
    }

    void write(State state) {
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = FileChannel.open(next, NEW_FILE, owner)) {
                var bytes = ByteBuffer.wrap(Json.bytes(state));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var folder = FileChannel.open(file.getParent())) {
                folder.force(true);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
