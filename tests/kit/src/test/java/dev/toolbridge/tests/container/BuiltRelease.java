package dev.toolbridge.tests.container;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;

/// Copies of the release of this build. Their jars are links to those of the build, so that its ahead-of-time caches
/// fit them too: programs start in half the time.
public final class BuiltRelease {
    private static final Path BUILT = Checkout.file("deploy/target/toolbridge");
    private static final Set<Path> NEVER_WRITTEN = Set.of(Path.of("lib"), Path.of("cache"));
    private static final Path MADE_FOR = Path.of("cache/folder");

    private BuiltRelease() {}

    /// Makes a copy in a folder that does not exist yet. Its programs may be changed.
    public static void copy(Path to) {
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.toList()) {
                Path part = BUILT.relativize(file);
                if (part.equals(MADE_FOR)) {
                    Files.writeString(to.resolve(part), to.toRealPath() + "\n");
                } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && NEVER_WRITTEN.contains(part.subpath(0, 1))) {
                    link(file, to.resolve(part));
                } else {
                    copy(file, to.resolve(part));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void link(Path file, Path to) throws IOException {
        try {
            Files.createLink(to, file);
        } catch (FileSystemException onAnotherDisk) {
            copy(file, to);
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
}
