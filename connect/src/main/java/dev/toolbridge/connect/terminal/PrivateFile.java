package dev.toolbridge.connect.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A small file that only its owner can read, and that exists whole or not at all.
public record PrivateFile(Path path) {
    private static final Duration WRITING_MAX = Duration.ofMinutes(1);
    private static final Pattern ASIDE_END = Pattern.compile("\\d+\\.new");
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
    ///
    /// @throws CommandFailure with the reason if that fails, in which case the file stays as it was
    public void write(byte[] content) {
        try {
            removeLeftovers();
            Path aside = Files.createTempFile(path.getParent(), path.getFileName() + ".", ".new", OWNER_ONLY);
            try {
                fill(aside, content);
                Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException failed) {
            throw new CommandFailure(
                    "the file " + path + " cannot be written, and stays as it was: " + reason(failed), failed);
        }
    }

    /// The words of the system, such as that the disk is full.
    private static String reason(IOException failed) {
        String reason = failed instanceof FileSystemException named ? named.getReason() : failed.getMessage();
        return Optional.ofNullable(reason).orElseGet(() -> failed.getClass().getSimpleName());
    }

    /// Removes what writers left that were killed. One that is alive takes no minute.
    private void removeLeftovers() throws IOException {
        Instant dead = Instant.now().minus(WRITING_MAX);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path.getParent(), this::isAside)) {
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).toInstant().isBefore(dead)) {
                    Files.deleteIfExists(leftover);
                }
            }
        }
    }

    private boolean isAside(Path other) {
        String name = other.getFileName().toString();
        String begin = path.getFileName() + ".";
        return name.startsWith(begin)
                && ASIDE_END.matcher(name.substring(begin.length())).matches();
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
