package dev.toolbridge.launcher.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The ahead-of-time cache of a program in a checkout: its classes, read, checked and linked before. It starts in half
/// the time with it. The file decides what the program does, so a cache counts only if its folder and
/// itself belong to this user alone; and it fits only the Java and the jars that it was made of.
///
/// @param folder the folder of all caches of the checkout
/// @param name the name of the program's files there
/// @param classPath the jars, in their order
public record TrainedCache(Path folder, String name, List<Path> classPath) {
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("----w--w-");
    private static final String OWN_FOLDER = "rwx------";

    public TrainedCache {
        classPath = List.copyOf(classPath);
    }

    /// The options that use the cache; none if it is missing, stale or foreign.
    List<String> options() {
        return fits()
                ? List.of("-XX:AOTCache=" + file(), "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0")
                : List.of();
    }

    /// Tells if the cache was made by this user, of the present Java and jars.
    public boolean fits() {
        try {
            return isOwn(folder)
                    && isOwn(file())
                    && isOwn(mark())
                    && Files.readString(mark()).equals(fingerprint());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// The options with which a run makes a new cache, at its end.
    public List<String> training() {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWN_FOLDER));
            Files.deleteIfExists(fresh());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return List.of("-XX:AOTCacheOutput=" + fresh());
    }

    /// Puts the new cache in the place of the old one. Programs that run keep the old file.
    ///
    /// @param made the fingerprint of the jars before the run
    public void take(String made) throws IOException {
        Files.deleteIfExists(mark());
        Files.move(fresh(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(mark(), made);
    }

    /// Removes what a run has left that was broken off.
    public void drop() throws IOException {
        Files.deleteIfExists(fresh());
        Files.deleteIfExists(Path.of(fresh() + ".config"));
    }

    /// The Java, and the name, size and time of each jar.
    public String fingerprint() throws IOException {
        var parts = new ArrayList<String>();
        parts.add(System.getProperty("java.home"));
        parts.add(Runtime.version().toString());
        for (Path jar : classPath) {
            parts.add(jar.toString());
            parts.add(Long.toString(Files.size(jar)));
            parts.add(Files.getLastModifiedTime(jar).toString());
        }
        return String.join("\n", parts);
    }

    private static boolean isOwn(Path path) throws IOException {
        Optional<String> user = ProcessHandle.current().info().user();
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.isSymbolicLink(path)
                && user.isPresent()
                && Files.getOwner(path).getName().equals(user.get())
                && Files.getPosixFilePermissions(path).stream().noneMatch(OF_OTHERS::contains);
    }

    private Path file() {
        return folder.resolve(name + ".aot");
    }

    private Path mark() {
        return folder.resolve(name + ".mark");
    }

    private Path fresh() {
        return folder.resolve(name + ".new");
    }
}
