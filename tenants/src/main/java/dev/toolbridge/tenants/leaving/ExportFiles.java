package dev.toolbridge.tenants.leaving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folders of exports: one for each tenant, and in it one for each export. An export is written aside, and gets its
/// name when it is whole.
///
/// @param root the folder of all exports, which only its owner may enter
public record ExportFiles(Path root) {
    private static final String OWNER_ONLY = "rwx------";
    private static final String ASIDE = ".";
    private static final Logger LOG = LoggerFactory.getLogger(ExportFiles.class);

    /// The name of an export below the folder of all.
    public static String name(UUID tenant, UUID operation) {
        return tenant + "/" + operation;
    }

    /// Tells if an export is whole.
    public boolean isThere(String name) {
        return Files.isDirectory(root.resolve(name));
    }

    /// A place for a try to make an export. What earlier tries of the tenant have left is deleted; one whose control
    /// plane was killed may still write, and its rest is deleted before the next export.
    ///
    /// @param attempt of the attempts at one export, each has another
    public Path aside(String name, long attempt) throws IOException {
        Path place = root.resolve(name + ASIDE + attempt);
        make(root);
        make(place.getParent());
        for (Path left : tries(place.getParent())) {
            deleteIfPossible(left);
        }
        return place;
    }

    /// Gives an export its name.
    public void finish(Path aside, String name) throws IOException {
        Files.move(aside, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes what a try has written.
    public void discard(Path aside) throws IOException {
        delete(aside);
    }

    /// Deletes an export, if there is one.
    public void delete(String name) throws IOException {
        delete(root.resolve(name));
    }

    /// Deletes all exports of a tenant, and what tries have left.
    public void deleteAll(UUID tenant) throws IOException {
        delete(root.resolve(tenant.toString()));
    }

    public ExportContent content(String name) throws IOException {
        return ExportContent.of(root.resolve(name));
    }

    /// The bytes that can still be written.
    public long usableBytes() throws IOException {
        make(root);
        return Files.getFileStore(root).getUsableSpace();
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
    }

    private static List<Path> tries(Path ofTenant) throws IOException {
        try (Stream<Path> entries = Files.list(ofTenant)) {
            return entries.filter(entry -> entry.getFileName().toString().contains(ASIDE))
                    .toList();
        }
    }

    private static void deleteIfPossible(Path folder) {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException written) {
            LOG.atInfo().addKeyValue("folder", folder).log("the rest of an export is still written");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
