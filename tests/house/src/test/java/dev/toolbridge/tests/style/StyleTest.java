package dev.toolbridge.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StyleTest {
    private static final List<Source> SOURCES = Sources.ofRepository();

    @ParameterizedTest
    @MethodSource("rules")
    void everyFileKeepsTheRule(Rule rule) {
        assertThat(SOURCES.stream().flatMap(rule::findings)).isEmpty();
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

    private static boolean hasSources(Path module) {
        return Files.isDirectory(module.resolve("src"));
    }

    /// The figures of the code, for the log of the build and for those who ask.
    @AfterAll
    static void showFigures() throws IOException {
        String table = new Figures(SOURCES).table();
        Files.writeString(Checkout.file("tests/house/target/style-figures.md"), table);
        System.out.print(table);
    }

    static Stream<Rule> rules() {
        return Rules.ALL.stream();
    }
}
