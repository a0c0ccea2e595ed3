package dev.toolbridge.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StyleTest {
    private static final List<Source> SOURCES = Sources.ofRepository();

    /// Modules whose comments are not in plain English yet. Each leaves the list with its last finding.
    private static final Set<String> NOT_PLAIN_YET =
            Set.of("api", "mcp-sidecar", "launcher", "deploy", "proof", "tests");

    @ParameterizedTest
    @MethodSource("rules")
    void everyFileKeepsTheRule(Rule rule) {
        assertThat(SOURCES.stream()
                        .filter(source -> !rule.equals(Rules.PLAIN_ENGLISH) || !NOT_PLAIN_YET.contains(module(source)))
                        .flatMap(rule::findings))
                .isEmpty();
    }

    @Test
    void aModuleInPlainEnglishIsOffTheListOfOthers() {
        assertThat(SOURCES.stream()
                        .filter(source -> NOT_PLAIN_YET.contains(module(source)))
                        .collect(Collectors.groupingBy(
                                StyleTest::module,
                                Collectors.flatMapping(Rules.PLAIN_ENGLISH::findings, Collectors.toList()))))
                .allSatisfy((module, findings) -> assertThat(findings).isNotEmpty());
    }

    @Test
    void everyPackageIsDescribed() {
        assertThat(Packages.undescribed(SOURCES)).isEmpty();
    }

    @Test
    void everyModuleWasRead() {
        assertThat(Checkout.modules().stream().filter(module -> SOURCES.stream()
                        .noneMatch(source -> Checkout.file(source.place()).startsWith(module))))
                .isEmpty();
    }

    /// The figures of the code, for the log of the build and for those who ask.
    @AfterAll
    static void showFigures() throws IOException {
        String table = new Figures(SOURCES).table();
        Files.writeString(Checkout.file("tests/target/style-figures.md"), table);
        System.out.print(table);
    }

    private static String module(Source source) {
        return source.place().getName(0).toString();
    }

    static Stream<Rule> rules() {
        return Rules.ALL.stream();
    }
}
