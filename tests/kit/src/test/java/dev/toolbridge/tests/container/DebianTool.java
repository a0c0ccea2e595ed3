package dev.toolbridge.tests.container;

import dev.toolbridge.tests.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of Debian's that tests need: the installed one, or otherwise unpacked from its package.
///
/// @param program the path of its file
/// @param root the folder with its unpacked package and those that it needs and this machine lacks
public record DebianTool(Path program, Optional<Path> root) {
    private static final Path UNPACKED = Checkout.file("tests/target/debian");
    private static final int DOWNLOAD_MAX_SECONDS = 180;
    private static final String SYSTEM_PATH = "/usr/bin:/bin";

    /// The package manager with lists and a cache of its own: it needs neither root nor existing lists.
    /// Scripts find a Python that was missing too by the path.
    private static final String UNPACK = """
            set -e
            package=$0 root=$1
            mkdir -p "$root/apt/lists/partial" "$root/apt/archives/partial"
            private_apt() {
              apt-get -qq -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" -o Dir::Cache="$root/apt" \
                -o Dir::State::Lists="$root/apt/lists" "$@"
            }
            private_apt update
            private_apt --yes --no-install-recommends --download-only install "$package"
            for file in "$root"/apt/archives/*.deb; do
              dpkg-deb --extract "$file" "$root"
            done
            rm -r "$root/apt"
            if [ ! -x /usr/bin/python3 ]; then
              sed -i '1s|^#! */usr/bin/python3|#!/usr/bin/env python3|' "$root"/usr/bin/*
            fi
            """;

    /// The tool; without it, the test is skipped and its output names the missing proof.
    public static DebianTool required(String name, String debianPackage) {
        Optional<DebianTool> tool = installed(name).or(() -> unpacked(name, debianPackage));
        if (tool.isEmpty()) {
            System.out.println("NOT TESTED: " + name + " is not installed and Debian's package " + debianPackage
                    + " cannot be had");
        }
        Assumptions.assumeTrue(tool.isPresent(), name + " cannot be had");
        return tool.orElseThrow();
    }

    /// The same tool in a folder that another user may read.
    public DebianTool in(Path folder) {
        return root.map(unpacked -> copied(this, unpacked, folder)).orElse(this);
    }

    /// The settings under which the tool is found by its name, and finds what it needs.
    public Map<String, String> environment() {
        return root.map(DebianTool::environmentOf)
                .orElseGet(() -> Map.of("PATH", program.getParent() + ":" + SYSTEM_PATH));
    }

    private static Map<String, String> environmentOf(Path root) {
        return Map.of(
                "PATH", root.resolve("usr/bin") + ":" + SYSTEM_PATH,
                "PYTHONPATH", root.resolve("usr/lib/python3/dist-packages").toString(),
                "LD_LIBRARY_PATH", libraries(root));
    }

    /// The folders of libraries, those that a package keeps apart included.
    private static String libraries(Path root) {
        Path programs = root.resolve("usr/lib/x86_64-linux-gnu");
        var folders = new ArrayList<>(List.of(programs, root.resolve("lib/x86_64-linux-gnu")));
        if (Files.isDirectory(programs)) {
            try (Stream<Path> apart = Files.list(programs)) {
                apart.filter(Files::isDirectory).forEach(folders::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return folders.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static synchronized DebianTool copied(DebianTool tool, Path unpacked, Path folder) {
        Path copy = folder.resolve(unpacked.getFileName());
        if (!Files.exists(copy)) {
            FolderCopy.make(unpacked, copy);
        }
        return new DebianTool(copy.resolve(unpacked.relativize(tool.program)), Optional.of(copy));
    }

    private static Optional<DebianTool> installed(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new DebianTool(program, Optional.empty()));
    }

    private static synchronized Optional<DebianTool> unpacked(String name, String debianPackage) {
        Path root = UNPACKED.resolve(debianPackage);
        return program(name, root)
                .or(() -> unpack(debianPackage, root) ? program(name, root) : Optional.empty())
                .map(program -> new DebianTool(program, Optional.of(root)));
    }

    /// Finds the program; servers have a folder of their own.
    private static Optional<Path> program(String name, Path root) {
        return Stream.of("usr/bin", "usr/sbin")
                .map(folder -> root.resolve(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Unpacks beside the final place, then moves the whole, since other lanes may need the package now.
    private static boolean unpack(String debianPackage, Path root) {
        try {
            Path aside = Files.createTempDirectory(Files.createDirectories(UNPACKED), debianPackage + "-");
            Process process = new ProcessBuilder("sh", "-c", UNPACK, debianPackage, aside.toString())
                    .inheritIO()
                    .start();
            boolean isThere = process.waitFor(DOWNLOAD_MAX_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            if (isThere && !Files.exists(root)) {
                Files.move(aside, root);
            }
            return isThere;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking", stopped);
        }
    }
}
