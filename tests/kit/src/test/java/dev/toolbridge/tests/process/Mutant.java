package dev.toolbridge.tests.process;

import dev.toolbridge.tests.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The server without one guard, to prove that an attack notices.
public final class Mutant {
    private static final Path API = Checkout.file("api");
    private static final String API_SOURCES = "api/src/main/java/dev/toolbridge/api/";
    private static final Path CLASSES = Checkout.file("tests/target/mutants");

    private Mutant() {}

    /// The classes of a source file of the API, as [#of] makes them.
    public static Path ofApi(String source, String text, String replacement) {
        return of(API_SOURCES + source, text, replacement);
    }

    /// The classes for the front of the server's class path: those of one source file with a text replaced.
    /// The product has no switch for that.
    public static Path of(String source, String text, String replacement) {
        String code = Checkout.text(Checkout.file(source));
        if (code.indexOf(text) < 0 || code.indexOf(text) != code.lastIndexOf(text)) {
            throw new IllegalStateException(source + " does not have this exactly once: " + text);
        }
        try {
            Files.createDirectories(CLASSES);
            Path folder = Files.createTempDirectory(CLASSES, "mutant-");
            Path file = folder.resolve(Path.of(source).getFileName());
            Files.writeString(file, code.replace(text, replacement));
            compile(file, folder);
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void compile(Path file, Path folder) throws IOException {
        var messages = new ByteArrayOutputStream();
        List<String> options = List.of("-d", folder.toString(), "-proc:none", "-cp", classPath(), file.toString());
        int status = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, options.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(messages.toString(StandardCharsets.UTF_8));
        }
    }

    private static String classPath() throws IOException {
        Path target = API.resolve("target");
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            return Stream.concat(Stream.of(target.resolve("toolbridge-api.jar")), libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
