package dev.toolbridge.tests.attack;

import dev.toolbridge.tests.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Compiles a class without its guard, into a folder of its own. The product has no switch for that.
public final class Weakened {
    private static final Path ALL = Checkout.file("tests/target/weakened");

    private Weakened() {}

    /// The folder with the weakened class, to be put ahead of the real one.
    public static Path classes(Guard guard) {
        String source = Checkout.text(Checkout.file(guard.file()));
        int place = source.indexOf(guard.source());
        if (place < 0 || source.indexOf(guard.source(), place + 1) >= 0) {
            throw new AssertionError(guard.file() + " does not hold this once: " + guard.source());
        }
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(ALL), "guard-");
            Path file = folder.resolve(Path.of(guard.file()).getFileName());
            Files.writeString(file, source.replace(guard.source(), guard.without()));
            compile(file, folder);
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void compile(Path file, Path folder) {
        var options = List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp", classPath(), file.toString());
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        if (status != 0) {
            throw new AssertionError("the weakened " + file + " does not compile");
        }
    }

    private static String classPath() {
        Path target = Checkout.file("api/target");
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            return Stream.concat(Stream.of(target.resolve("toolbridge-api.jar")), libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
