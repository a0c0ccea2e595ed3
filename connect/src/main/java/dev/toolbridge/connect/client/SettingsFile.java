package dev.toolbridge.connect.client;

import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A settings file of a client. It is written beside itself and moved, with a backup of what it was.
///
/// @param path the file as the client knows it; it may be a link
public record SettingsFile(Path path) {
    private static final long BYTES_MAX = 16L * 1024 * 1024;
    private static final String BACKUP = ".toolbridge-backup";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /// The text of the file; empty if it does not exist.
    ///
    /// @throws UnreadableText if it is no text in UTF-8, or too long
    Optional<String> read() {
        Path file = real();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > BYTES_MAX) {
                throw new UnreadableText("it is no file of at most " + BYTES_MAX / 1024 / 1024 + " MiB");
            }
            return Optional.of(decoded(Files.readAllBytes(file)));
        } catch (IOException failed) {
            throw new UnreadableText("it cannot be read (" + failed.getMessage() + ")");
        }
    }

    /// Refuses a file that is not to be changed.
    void requireWritable() {
        Path file = real();
        try {
            if (Files.exists(file) && !isWritable(file)) {
                throw new UnreadableText("it is read-only");
            }
        } catch (IOException failed) {
            throw new UnreadableText("its rights cannot be read (" + failed.getMessage() + ")");
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException _) {
            throw new UnreadableText("it is not written in UTF-8");
        }
        throw new UnreadableText("it is not written in UTF-8");
    }

    /// The superuser may write to every file: the bits of the file count.
    private static boolean isWritable(Path file) throws IOException {
        return Files.isWritable(file)
                && (!hasBits() || Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE));
    }

    private static boolean hasBits() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /// The file behind links.
    private Path real() {
        try {
            return Files.isSymbolicLink(path) ? path.toRealPath() : path;
        } catch (IOException nowhere) {
            throw new UnreadableText("it is a link to nowhere");
        }
    }

    /// The backup beside the file.
    public Path backup() {
        Path file = real();
        return file.resolveSibling(file.getFileName() + BACKUP);
    }

    /// Replaces the text of the file.
    ///
    /// @param before the text on which the new one is based; empty for a file that did not exist
    /// @param isSecret true if only the owner may read it from now on
    void write(Optional<String> before, String text, boolean isSecret) {
        Path file = real();
        try {
            Files.createDirectories(file.getParent());
            Set<PosixFilePermission> rights = rights(file, isSecret);
            Path aside = written(file, ".toolbridge-new", text, rights);
            if (!read().equals(before)) {
                Files.delete(aside);
                throw new CommandFailure("another program has changed " + path + " at this moment: try again");
            }
            if (before.isPresent()) {
                move(written(file, BACKUP + "-new", before.get(), rights), backup());
            }
            move(aside, file);
        } catch (IOException failed) {
            throw new CommandFailure("the file " + path + " cannot be written (" + failed.getMessage() + ")", failed);
        }
    }

    /// Removes a file that did not exist before.
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new CommandFailure("the file " + path + " cannot be deleted", failed);
        }
    }

    private static Set<PosixFilePermission> rights(Path file, boolean isSecret) throws IOException {
        if (!hasBits()) {
            return Set.of();
        }
        boolean isNew = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        return isSecret || isNew ? OWNER_ONLY : Files.getPosixFilePermissions(file);
    }

    private static Path written(Path file, String suffix, String text, Set<PosixFilePermission> rights)
            throws IOException {
        Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), suffix);
        if (!rights.isEmpty()) {
            Files.setPosixFilePermissions(aside, rights);
        }
        try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return aside;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
