package dev.toolbridge.tests.container;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A copy of the folder that the image holds, in a place that a user without rights may read, with one to write to.
///
/// @param root the temporary folder that holds both
record LaidOut(Path root) implements AutoCloseable {
    private static final Path BUILT = Checkout.file("deploy/target/toolbridge");
    private static final String NOBODY = "nobody";

    static LaidOut copy() {
        if (!Files.isDirectory(BUILT)) {
            throw new IllegalStateException(BUILT + " is not there: the build makes it before these tests run");
        }
        try {
            Path root = Files.createTempDirectory("toolbridge-container-");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            var laidOut = new LaidOut(root);
            laidOut.copyTree();
            laidOut.makeWritable();
            return laidOut;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path program(String name) {
        return home().resolve("bin").resolve(name);
    }

    Path home() {
        return root.resolve("toolbridge");
    }

    /// The only folder that the programs may write to.
    Path run() {
        return root.resolve("run");
    }

    /// What stands before a command to run it without the rights of root.
    static List<String> withoutRights() {
        return isRoot() ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void copyTree() throws IOException {
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.toList()) {
                Files.copy(file, home().resolve(BUILT.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void makeWritable() throws IOException {
        Files.createDirectory(run());
        if (isRoot()) {
            Files.setOwner(
                    run(),
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
