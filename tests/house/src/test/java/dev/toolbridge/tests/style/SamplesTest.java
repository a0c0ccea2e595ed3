package dev.toolbridge.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A proof that the rules find faults: each reads bad files that it alone must report.
class SamplesTest {
    private static final Path SAMPLES = Checkout.file("tests/house/src/test/resources/style-samples");
    private static final Path ARROW_SAMPLES = Checkout.file("tests/house/src/test/resources/arrow-samples");
    private static final String GOOD = "good";
    private static final String CYCLE = "cycle";

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleAloneReportsItsBadSamples(Rule rule) {
        assertThat(Sources.under(SAMPLES.resolve(rule.name()))).isNotEmpty().allSatisfy(source -> assertThat(
                        findings(source))
                .isNotEmpty()
                .allMatch(finding -> finding.contains("[" + rule.name() + "]")));
    }

    @Test
    void noRuleReportsGoodSamples() {
        assertThat(Sources.under(SAMPLES.resolve(GOOD))).isNotEmpty().allSatisfy(source -> assertThat(findings(source))
                .isEmpty());
    }

    @Test
    void aPackageWithoutDescriptionIsReported() {
        assertThat(Packages.undescribed(Sources.under(SAMPLES.resolve(GOOD)))).containsExactly("sample");
    }

    @Test
    void aNameThatTwoPackagesUseIsReported() {
        assertThat(Doubles.in(Sources.under(SAMPLES.resolve("doubles")))).containsExactly("Twin");
    }

    @ParameterizedTest
    @MethodSource("arrowSamples")
    void anArrowAgainstTheHouseIsReported(String sample, @TempDir Path classes) throws IOException {
        compile(ARROW_SAMPLES.resolve(sample), classes);
        assertThat(Arrows.broken(CompiledCode.in(classes)))
                .anyMatch(finding -> finding.contains("Culprit"))
                .noneMatch(finding -> finding.startsWith("Class <dev.toolbridge.contract.Innocent"));
    }

    @Test
    void aCycleOfPackagesIsReported(@TempDir Path classes) throws IOException {
        compile(ARROW_SAMPLES.resolve(CYCLE), classes);
        assertThat(CompiledCode.cycles(CompiledCode.in(classes))).isNotEmpty();
    }

    static Stream<Rule> rules() {
        return Rules.ALL.stream();
    }

    static Stream<String> arrowSamples() throws IOException {
        try (Stream<Path> folders = Files.list(ARROW_SAMPLES)) {
            return folders
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals(CYCLE))
                    .toList()
                    .stream();
        }
    }

    private static List<String> findings(Source source) {
        return Rules.ALL.stream().flatMap(rule -> rule.findings(source)).toList();
    }

    private static void compile(Path sources, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var files = Files.walk(sources)) {
            var units = manager.getJavaFileObjectsFromPaths(
                    files.filter(Files::isRegularFile).toList());
            var options = List.of("-d", classes.toString(), "-proc:none", "--class-path", "");
            assertThat(compiler.getTask(null, manager, null, options, null, units)
                            .call())
                    .isTrue();
        }
    }
}
