package dev.toolbridge.tests.style;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Reads source files with the compiler's own parser.
final class Sources {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /// Programs that try the product count as tests.
    private static final Path PROOF = Path.of("proof");

    private static final Path TESTS = Path.of("src", "test");

    private Sources() {}

    /// The main and test sources of all modules.
    static List<Source> ofRepository() {
        return Checkout.modules().stream()
                .flatMap(module -> Stream.of("src/main/java", "src/test/java").map(module::resolve))
                .filter(Files::isDirectory)
                .flatMap(folder -> under(folder).stream())
                .toList();
    }

    /// All sources below a folder.
    static List<Source> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return parse(files.filter(file -> file.toString().endsWith(".java")).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Source> parse(List<Path> files) throws IOException {
        try (var manager = COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask)
                    COMPILER.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
            var trees = DocTrees.instance(task);
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> source(unit, trees))
                    .toList();
        }
    }

    private static Source source(CompilationUnitTree unit, DocTrees trees) {
        Path file = Path.of(unit.getSourceFile().toUri());
        Path place = Checkout.root().relativize(file);
        return new Source(
                place,
                place.startsWith(PROOF) || file.toString().contains(TESTS.toString()),
                unit,
                Checkout.text(file).lines().toList(),
                trees);
    }
}
