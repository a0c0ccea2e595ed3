package dev.toolbridge.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.toolbridge.tests.endtoend.NodePackages;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The official suite passes every scored server scenario of both eras. It needs Node, which npm installs;
/// without npm, the test is skipped and says so.
class ConformanceTest {
    private static final NodePackages SUITE =
            new NodePackages("conformance", List.of("@modelcontextprotocol/conformance@0.2.0-alpha.12"));
    private static final Duration RUN_MAX = Duration.ofMinutes(4);
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    @ParameterizedTest
    @CsvSource({"2025-11-25, 30", "2026-07-28, 37"})
    void everyScoredScenarioPasses(String revision, int scenarios) throws Exception {
        if (!SUITE.install()) {
            System.out.println("left out: the conformance suite of " + revision + ", since npm could not install it");
            abort("npm could not install the suite");
        }
        try (var server = new FixtureServer();
                var run = SUITE.start("conformance", "server", "--url", server.address(), "--requirements", revision)) {
            int exit = run.exitCode(RUN_MAX).orElse(-1);
            String output = COLOUR.matcher(run.output()).replaceAll("");
            List<String> scored = scored(output);
            long passed = scored.stream().filter(line -> line.startsWith("✓")).count();
            System.out.println(
                    "conformance %s: %s of %s scored scenarios pass".formatted(revision, passed, scored.size()));
            assertThat(exit).as(output).isZero();
            assertThat(scored).as(output).hasSize(scenarios).allMatch(line -> line.startsWith("✓"));
        }
    }

    /// The lines of the summary about scenarios that count.
    private static List<String> scored(String output) {
        String summary = output.substring(output.indexOf("=== SUMMARY ==="));
        String others = summary.substring(summary.indexOf("Not scored"));
        return summary.lines()
                .takeWhile(line -> !line.startsWith("Total"))
                .filter(line -> line.startsWith("✓") || line.startsWith("✗"))
                .filter(line -> !others.contains(" " + line.substring(2, line.indexOf(':')) + " ("))
                .toList();
    }
}
