package dev.toolbridge.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StyleTest {
    static final List<Source> SOURCES = Sources.ofRepository();

    /// A part of a document that a test writes with the words of the code.
    private static final Pattern GENERATED = Pattern.compile("(?s)<!-- generated: .*?<!-- end -->");

    @ParameterizedTest
    @MethodSource("rules")
    void everyFileKeepsTheRule(Rule rule) {
        assertThat(SOURCES.stream().flatMap(rule::findings)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentIsInPlainEnglish(Path document) {
        assertThat(Prose.refused(GENERATED.matcher(Checkout.text(document)).replaceAll("")))
                .isEmpty();
    }

    @Test
    void noTypeNameIsUsedTwiceExceptTheAllowedOnes() {
        var main = SOURCES.stream().filter(source -> !source.isTest()).toList();
        assertThat(Doubles.in(main)).isNotEmpty().isSubsetOf(Doubles.ALLOWED);
    }

    @Test
    void everyPackageIsDescribed() {
        assertThat(Packages.undescribed(SOURCES)).isEmpty();
    }

    @Test
    void everyModuleWasRead() {
        assertThat(Checkout.modules().stream().filter(StyleTest::hasSources).filter(module -> SOURCES.stream()
                        .noneMatch(source -> Checkout.file(source.place()).startsWith(module))))
                .isEmpty();
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Checkout.file("docs"))) {
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md", "fly.toml").map(Checkout::file),
                    docs.filter(file -> file.toString().endsWith(".md")).toList().stream());
        }
    }

    private static boolean hasSources(Path module) {
        return Files.isDirectory(module.resolve("src"));
    }

    static Stream<Rule> rules() {
        return Rules.ALL.stream();
    }
}
