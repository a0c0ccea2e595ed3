package dev.toolbridge.connect.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A small file that only its owner can read, and that exists whole or not at all.
public record PrivateFile(Path path) {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /// Its text; empty if it does not exist.
    public Optional<String> read() {
        try {
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new CommandFailure("the file " + path + " cannot be read", failed);
        }
    }

    /// Replaces its text.
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Replaces its bytes.
    public void write(byte[] content) {
        try {
            Path aside = Files.createTempFile(path.getParent(), path.getFileName() + ".", ".new", OWNER_ONLY);
            try {
                fill(aside, content);
                Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException failed) {
            throw new CommandFailure("the file " + path + " cannot be written", failed);
        }
    }

    private static void fill(Path aside, byte[] content) throws IOException {
        try (var file = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }
}
