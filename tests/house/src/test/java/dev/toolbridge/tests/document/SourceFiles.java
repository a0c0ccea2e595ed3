package dev.toolbridge.tests.document;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of this repository that people write or that tests generate, anywhere in their modules.
///
/// @param paths relative to the root
record SourceFiles(List<Path> paths) {

    static SourceFiles read() {
        return new SourceFiles(Stream.concat(
                        Stream.of(Checkout.root(), Checkout.file("docs")).flatMap(folder -> files(folder, 1)),
                        Checkout.modules().stream()
                                .flatMap(module -> Stream.concat(
                                        files(module, 1), files(module.resolve("src"), Integer.MAX_VALUE))))
                .map(Checkout.root()::relativize)
                .distinct()
                .toList());
    }

    /// The files of a name: a class, or the end of a path.
    List<Path> named(String name) {
        return paths.stream()
                .filter(file -> file.equals(Path.of(name))
                        || file.endsWith(name + ".java")
                        || (name.matches(".*\\.(json|sql)") && file.endsWith(name)))
                .toList();
    }

    /// The main sources, golden files and generated documents with a text.
    Set<Path> published(Pattern text) {
        return paths.stream()
                .filter(file -> isPublished(file.toString()))
                .filter(file -> text.matcher(Checkout.text(Checkout.file(file))).find())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The sources of all tests, and of the programs that try the product.
    Stream<Path> tests() {
        return paths.stream()
                .filter(file -> isProof(file.toString()) || file.toString().contains("src/test/java"));
    }

    private static boolean isProof(String file) {
        return file.startsWith("proof/");
    }

    private static boolean isPublished(String file) {
        return (file.contains("src/main/java") && !isProof(file))
                || (file.contains("src/test/resources/") && file.endsWith(".json"))
                || file.equals("docs/api.md")
                || file.equals("docs/configuration.md");
    }

    private static Stream<Path> files(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
