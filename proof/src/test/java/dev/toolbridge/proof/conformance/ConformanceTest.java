package dev.toolbridge.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The official suite passes every scored server scenario of both eras. Without npm, the test is skipped and says so.
class ConformanceTest {
    private static final String OUTPUT = """
            ✓ a: 1 passed
            === SUMMARY ===
            ✓ a: 1 passed
            ✗ b: 1 failed
            Total: 2
            Not scored
              ✗ b (draft)
            """;

    static Collection<Era> eras() {
        return Era.ALL;
    }

    @ParameterizedTest
    @MethodSource("eras")
    void everyScoredScenarioPasses(Era era) {
        var outcome = era.run();
        System.out.println(outcome.map(Outcome::summary).orElseGet(era::leftOut));
        if (outcome.isEmpty()) {
            abort("npm could not install the suite");
        }
        assertThat(outcome.get().isComplete()).as(outcome.get().output()).isTrue();
    }

    @Test
    void onlyScenariosThatCountAreCounted() {
        var era = new Era("an era", 1);

        assertThat(new Outcome(era, 0, OUTPUT).isComplete()).isTrue();
        assertThat(new Outcome(era, 1, OUTPUT).isComplete()).isFalse();
        assertThat(new Outcome(era, 0, OUTPUT.replace("✓ a", "✗ a")).isComplete())
                .isFalse();
        assertThat(new Outcome(new Era("an era", 2), 0, OUTPUT).isComplete()).isFalse();
        assertThat(new Outcome(era, 0, "it broke off").isComplete()).isFalse();
    }
}
