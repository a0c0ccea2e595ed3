package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/// A folder of files with secrets for programs that read `KEY_FILE` settings. Only its owner may enter it (0700) and
/// read them (0400). A file exists whole or not at all.
///
/// A file is finished beside the folder, and moved into it: the owner of the folder cannot put a link in its way.
public final class SecretFolder {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("r--------");

    private final Path folder;
    private final Optional<UserPrincipal> owner;

    private SecretFolder(Path folder, Optional<UserPrincipal> owner) {
        this.folder = folder;
        this.owner = owner;
    }

    /// The folder for programs of this process's own user.
    ///
    /// @param folder its parent must be a folder that no program of a tenant may write to
    public static SecretFolder of(Path folder) {
        return new SecretFolder(folder, Optional.empty());
    }

    /// The folder for programs of another user; this process must be allowed to give files away.
    public static SecretFolder of(Path folder, UserPrincipal owner) {
        return new SecretFolder(folder, Optional.of(owner));
    }

    /// Writes a file, in the place of one with the same name.
    ///
    /// @return the file, for the setting that names it
    /// @throws IOException if it cannot be written; nothing was changed then
    public Path write(String name, Secret value) throws IOException {
        requireName(name);
        make();
        Path aside = folder.resolveSibling("." + folder.getFileName() + "-" + name + ".new");
        Files.deleteIfExists(aside);
        try {
            fill(aside, value);
            own(aside);
            return Files.move(
                    aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /// Removes a file, if there is one.
    public void remove(String name) throws IOException {
        requireName(name);
        Files.deleteIfExists(folder.resolve(name));
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,100}")) {
            throw new IllegalArgumentException("a file's name has letters, digits, - _ and .");
        }
    }

    private void make() throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        } catch (FileAlreadyExistsException there) {
            requireFolder();
        }
        own(folder);
    }

    private void requireFolder() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                        .equals(FOLDER)) {
            throw new IOException(folder + " is no folder that only its owner may enter");
        }
    }

    private static void fill(Path file, Secret value) throws IOException {
        var bytes = ByteBuffer.wrap(value.reveal().getBytes(StandardCharsets.UTF_8));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(FILE))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void own(Path path) throws IOException {
        if (owner.isPresent()) {
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(owner.get());
        }
    }
}
