package dev.toolbridge.tenants.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Folders with owners and rights of their own.
final class FileTrees {

    private FileTrees() {}

    /// Makes a folder if it is missing, and gives it these rights and this owner.
    static void make(Path folder, String rights, OptionalInt owner) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
            own(folder, owner);
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder " + folder + " cannot be made", failed);
        }
    }

    /// Makes a file that its owner alone may read, and nobody may change.
    static void makeSecret(Path file, String text, OptionalInt owner) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
            own(file, owner);
        } catch (IOException failed) {
            throw new UncheckedIOException("the file " + file + " cannot be made", failed);
        }
    }

    private static void own(Path path, OptionalInt owner) throws IOException {
        if (owner.isPresent()) {
            Files.setAttribute(path, "unix:uid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /// The names in a folder; none if it is missing.
    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", failed);
        }
    }

    /// Deletes a file or a folder with its content; links are not followed.
    static void delete(Path path) {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (NoSuchFileException _) {
            // Nothing is left to delete.
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " cannot be deleted", failed);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        private static final Set<PosixFilePermission> ALL_RIGHTS = PosixFilePermissions.fromString("rwx------");

        /// A folder from which its owner may delete nothing is opened first; for root it makes no difference.
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (!Files.isWritable(folder)) {
                Files.setPosixFilePermissions(folder, ALL_RIGHTS);
            }
            return FileVisitResult.CONTINUE;
        }

        /// A folder that its owner may not even read.
        @Override
        public FileVisitResult visitFileFailed(Path path, IOException failed) throws IOException {
            if (!(failed instanceof AccessDeniedException) || Files.isReadable(path)) {
                throw failed;
            }
            Files.setPosixFilePermissions(path, ALL_RIGHTS);
            Files.walkFileTree(path, this);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
