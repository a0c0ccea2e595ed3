package dev.toolbridge.tests.container;

import dev.toolbridge.tests.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of Debian's that tests need: the installed one, else unpacked from its package without installing it.
///
/// @param program where it is
/// @param python where its Python modules are, when it was unpacked
record DebianTool(Path program, Optional<Path> python) {
    private static final Path UNPACKED = Checkout.file("tests/target/debian");
    private static final int DOWNLOAD_MAX_SECONDS = 120;

    /// The tool, or a skipped test whose output says what is not proven.
    static DebianTool required(String name, String... packages) {
        Optional<DebianTool> tool = installed(name).or(() -> unpacked(name, List.of(packages)));
        if (tool.isEmpty()) {
            System.out.println("NOT TESTED: " + name + " is not installed and its package cannot be had");
        }
        Assumptions.assumeTrue(tool.isPresent(), name + " cannot be had");
        return tool.orElseThrow();
    }

    /// The folder that makes the tool callable by its name.
    Path folder() {
        return program.getParent();
    }

    private static Optional<DebianTool> installed(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new DebianTool(program, Optional.empty()));
    }

    private static Optional<DebianTool> unpacked(String name, List<String> packages) {
        Path root = UNPACKED.resolve(packages.getFirst());
        Path program = root.resolve("usr/bin").resolve(name);
        if (!Files.isExecutable(program) && !unpack(packages, root)) {
            return Optional.empty();
        }
        return Optional.of(new DebianTool(program, Optional.of(root.resolve("usr/lib/python3/dist-packages"))));
    }

    private static boolean unpack(List<String> packages, Path root) {
        String script = "mkdir -p \"$0\" && cd \"$0\" && apt-get download \"$@\" && for package in *.deb; do"
                + " dpkg-deb -x \"$package\" . || exit 1; done";
        try {
            var command = new ArrayList<>(List.of("sh", "-c", script, root.toString()));
            command.addAll(packages);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(DOWNLOAD_MAX_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking", stopped);
        }
    }
}
