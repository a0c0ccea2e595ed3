package dev.toolbridge.tests.container;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/// The image's content with Java, laid out once for a user without rights, and deleted after these tests.
final class ImageFolder {
    private static final Path BUILT = Checkout.file("deploy/target/toolbridge");
    private static final Pattern MODULES = Pattern.compile("--add-modules \\\\\\n(\\S+)");
    private static final String DELETE_AFTER_TESTS = "trap '' HUP INT TERM; cat >/dev/null; rm -rf \"$1\"";

    private ImageFolder() {}

    /// The folder that is `/opt/toolbridge` in the image.
    static Path home() {
        return root().resolve("toolbridge");
    }

    /// A folder that all users may read, deleted after the tests.
    static Path root() {
        return Laid.OUT;
    }

    private static Path layOut() {
        if (!Files.isDirectory(BUILT)) {
            throw new IllegalStateException(BUILT + " is not there: the build makes it before these tests run");
        }
        try {
            Path root = Files.createTempDirectory("toolbridge-image-");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            new ProcessBuilder("sh", "-c", DELETE_AFTER_TESTS, "watch", root.toString()).start();
            FolderCopy.make(BUILT, root.resolve("toolbridge"));
            linkJava(root.resolve("toolbridge/java"));
            return root;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Makes the Java of the Dockerfile, from the same modules.
    private static void linkJava(Path target) throws IOException {
        var modules = MODULES.matcher(Checkout.text(Checkout.file("deploy/Dockerfile")));
        if (!modules.find()) {
            throw new IllegalStateException("the Dockerfile names no modules of Java");
        }
        Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        var command = List.of(
                jlink.toString(),
                "--output",
                target.toString(),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--add-modules",
                modules.group(1));
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("jlink failed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while linking Java", stopped);
        }
    }

    private static final class Laid {
        private static final Path OUT = layOut();
    }
}
