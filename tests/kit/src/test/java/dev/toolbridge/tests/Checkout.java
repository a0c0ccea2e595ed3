package dev.toolbridge.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folders of this repository, found from the working folder of the tests.
public final class Checkout {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Checkout() {}

    /// A file or folder of the repository.
    public static Path file(String relative) {
        return ROOT.resolve(relative);
    }

    public static Path file(Path relative) {
        return ROOT.resolve(relative);
    }

    public static Path root() {
        return ROOT;
    }

    /// The folders of all modules, nested ones included, as the build files name them.
    public static List<Path> modules() {
        return modules(ROOT).toList();
    }

    /// The modules that are lanes of tests.
    public static List<Path> lanes() {
        return modules().stream().filter(Checkout::isLane).toList();
    }

    private static boolean isLane(Path module) {
        return module.endsWith("proof") || (module.getParent().endsWith("tests") && !module.endsWith("kit"));
    }

    private static Stream<Path> modules(Path folder) {
        return MODULE.matcher(text(folder.resolve("pom.xml")))
                .results()
                .map((MatchResult found) -> folder.resolve(found.group(1)))
                .flatMap(module -> Stream.concat(Stream.of(module), modules(module)));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path root(Path folder) {
        if (Files.isRegularFile(folder.resolve("toolbridge"))) {
            return folder;
        }
        if (folder.getParent() == null) {
            throw new IllegalStateException("these tests run inside a checkout of the repository only");
        }
        return root(folder.getParent());
    }
}
