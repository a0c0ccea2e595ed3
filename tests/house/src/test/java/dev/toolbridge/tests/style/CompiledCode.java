package dev.toolbridge.tests.style;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.toolbridge.tests.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The compiled classes of the sources, in which a full name cannot hide a use of a class.
final class CompiledCode {
    private static final Path TESTS = Checkout.file("tests");

    private CompiledCode() {}

    /// The main classes of every module that has main sources, and the classes of all lanes of tests.
    static JavaClasses ofRepository() {
        List<Path> folders = Stream.concat(
                        compiled("src/main/java", "target/classes"),
                        compiled("src/test/java", "target/test-classes").filter(folder -> folder.startsWith(TESTS)))
                .toList();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException(folder + " is not there: build all modules first");
            }
        }
        return new ClassFileImporter().importPaths(folders);
    }

    /// The folders of the classes of modules with such sources.
    private static Stream<Path> compiled(String sources, String classes) {
        return Checkout.modules().stream()
                .filter(module -> Files.isDirectory(module.resolve(sources)))
                .map(module -> module.resolve(classes));
    }

    static JavaClasses in(Path folder) {
        return new ClassFileImporter().importPath(folder);
    }

    /// The rings of packages that import each other.
    static List<String> cycles(JavaClasses classes) {
        return SlicesRuleDefinition.slices()
                .matching("dev.toolbridge.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }
}
