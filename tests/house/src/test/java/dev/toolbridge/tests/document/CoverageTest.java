package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents name every part of the code, and only parts that exist.
class CoverageTest {
    private static final Pattern USED = Pattern.compile(
            "<(?:dependency|plugin|path)>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)</artifactId>");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]*) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

    /// Libraries that the formatter's configuration chooses, and no dependency.
    private static final Set<String> CONFIGURED = Set.of("palantir-java-format");

    @Test
    void everyDependencyIsExplained() {
        var used = buildFiles()
                .flatMap(file -> found(USED, Checkout.text(file)))
                .filter(name -> !name.startsWith("toolbridge"))
                .collect(Collectors.toCollection(TreeSet::new));
        used.addAll(CONFIGURED);
        var explained = found(FIRST_CELL, document("docs/dependencies.md"))
                .flatMap(cell -> found(CODE, cell))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(used);
    }

    @Test
    void everyPackageHasItsParagraph() throws IOException {
        String map = document("docs/architecture.md");
        assertThat(packages()).isNotEmpty().allSatisfy(name -> assertThat(map).contains("**`" + name + "`**"));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path document : documents()) {
            assertThat(found(LINK, Checkout.text(document)))
                    .as(document.toString())
                    .allSatisfy(
                            link -> assertThat(document.resolveSibling(link)).exists());
        }
    }

    private static Stream<Path> buildFiles() {
        return Stream.concat(Stream.of(Checkout.root()), Checkout.modules().stream())
                .map(folder -> folder.resolve("pom.xml"));
    }

    /// The packages of our programs, without the root: `api.item`.
    private static Set<String> packages() throws IOException {
        var names = new TreeSet<String>();
        for (Path module : Checkout.modules()) {
            Path sources = module.resolve("src/main/java/dev/toolbridge");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.endsWith("package-info.java"))
                            .map(file -> sources.relativize(file.getParent())
                                    .toString()
                                    .replace('/', '.'))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    private static Set<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(Checkout.root());
                Stream<Path> docs = Files.list(Checkout.file("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String document(String path) {
        return Checkout.text(Checkout.file(path));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }
}
