package dev.toolbridge.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The folders of this repository, found from the folder that the tests run in.
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

    /// The folders of all modules, as the root's build file names them.
    public static List<Path> modules() {
        return MODULE.matcher(text(ROOT.resolve("pom.xml")))
                .results()
                .map((MatchResult found) -> ROOT.resolve(found.group(1)))
                .toList();
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path root(Path folder) {
        Path build = folder.resolve("pom.xml");
        if (Files.exists(build) && MODULE.matcher(text(build)).find()) {
            return folder;
        }
        if (folder.getParent() == null) {
            throw new IllegalStateException("these tests run inside a checkout of the repository only");
        }
        return root(folder.getParent());
    }
}
