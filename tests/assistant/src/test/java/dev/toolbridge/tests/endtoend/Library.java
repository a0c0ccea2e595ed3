package dev.toolbridge.tests.endtoend;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Real documents to keep: the Markdown files of this repository.
final class Library {

    private Library() {}

    /// A document.
    ///
    /// @param path its place in the repository
    /// @param title its first heading
    /// @param text its whole text
    record Document(String path, String title, String text) {}

    static List<Document> documents() {
        return Stream.of(Checkout.root(), Checkout.file("docs"))
                .flatMap(Library::files)
                .filter(file -> file.toString().endsWith(".md"))
                .sorted()
                .map(Library::read)
                .toList();
    }

    private static Document read(Path file) {
        String text = Checkout.text(file);
        String title = text.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no heading"))
                .substring(2);
        return new Document(Checkout.root().relativize(file).toString(), title, text);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
