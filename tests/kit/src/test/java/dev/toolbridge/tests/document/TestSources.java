package dev.toolbridge.tests.document;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The test classes of all modules, by their names.
///
/// @param texts their texts, by `Class`; texts of classes with the same name are joined
record TestSources(Map<String, String> texts) {

    static TestSources read() {
        var texts = new TreeMap<String, String>();
        for (Path module : Checkout.modules()) {
            Path sources = module.resolve("src/test/java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> texts.merge(
                                    file.getFileName().toString().replace(".java", ""),
                                    Checkout.text(file),
                                    String::concat));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
        return new TestSources(texts);
    }

    /// True if a test of this name exists: `Class` or `Class.method`.
    boolean has(String name) {
        String[] parts = name.split("\\.", 2);
        String text = texts.getOrDefault(parts[0], "");
        return parts.length == 1 ? !text.isEmpty() : text.contains("void " + parts[1] + "(");
    }

    /// The tests with the number of a case in their names.
    Stream<String> ofCase(int number) {
        var method = Pattern.compile("void (case" + number + "[A-Z]\\w*)\\(");
        return texts.entrySet().stream()
                .filter(file -> method.matcher(file.getValue()).find())
                .map(Map.Entry::getKey);
    }
}
