package dev.toolbridge.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The programs of PostgreSQL, packed on the class path, unpacked once into the user's cache.
final class PostgresBundle {
    private static final List<String> CATALOGUES = List.of("share/postgresql/postgres.bki", "share/postgres.bki");
    private static final String CATALOGUE_HEAD = "# PostgreSQL ";

    private PostgresBundle() {}

    /// The folder with `bin/postgres`. Several processes may ask at once; one unpacks, the others wait.
    static synchronized Path unpackedInto(ProgramCache cache) {
        String name = PostgresPlatform.ofThisMachine().archive();
        URL archive = Optional.ofNullable(PostgresBundle.class.getResource(name))
                .orElseThrow(
                        () -> new EmbeddedPostgresFailure("these programs were built on another system, there is no"
                                + " " + name + " with them: build them here, or set DATABASE_URL to a PostgreSQL 18"));
        try {
            Path target = cache.open().resolve("postgresql-" + fingerprint(archive));
            if (!Files.exists(target)) {
                unpackAlone(archive, target);
            }
            ProgramCache.requireUntouched(target);
            return target;
        } catch (IOException failed) {
            throw new EmbeddedPostgresFailure(
                    "PostgreSQL cannot be unpacked into " + cache.folder()
                            + ": set HOME or XDG_CACHE_HOME to a folder that can be written to",
                    failed);
        }
    }

    /// The major version of unpacked programs, as the head of their catalogue tells it.
    static String major(Path unpacked) {
        try {
            for (String catalogue : CATALOGUES) {
                Path file = unpacked.resolve(catalogue);
                if (Files.exists(file)) {
                    return Files.readAllLines(file).getFirst().substring(CATALOGUE_HEAD.length());
                }
            }
        } catch (IOException failed) {
            throw new EmbeddedPostgresFailure("the programs of PostgreSQL in " + unpacked + " cannot be read", failed);
        }
        throw new EmbeddedPostgresFailure("the programs of PostgreSQL in " + unpacked
                + " are not whole: delete the folder, it is unpacked again");
    }

    /// Unpacks aside and moves the whole into place: a killed unpack leaves nothing that looks complete.
    private static void unpackAlone(URL archive, Path target) throws IOException {
        Path lock = target.resolveSibling(target.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(target)) {
                Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
                FileTree.delete(unfinished);
                unpack(archive, Files.createDirectory(unfinished));
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (InputStream packed = archive.openStream();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, folder);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream contents, Path folder) throws IOException {
        Path path = inside(folder, folder.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            inside(folder, path.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(contents, path);
            Files.setPosixFilePermissions(path, permissions(entry));
        }
    }

    private static Path inside(Path folder, Path path) throws IOException {
        if (!path.normalize().startsWith(folder)) {
            throw new IOException("the archive leaves its folder: " + path);
        }
        return path.normalize();
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        boolean executable = (entry.getMode() & 0100) != 0;
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    /// Tells bundles apart by what is in them: another version is another folder.
    private static String fingerprint(URL archive) throws IOException {
        var connection = (JarURLConnection) archive.openConnection();
        return Long.toHexString(connection.getJarEntry().getCrc());
    }
}
