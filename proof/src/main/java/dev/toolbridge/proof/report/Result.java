package dev.toolbridge.proof.report;

import java.time.Duration;
import java.time.Instant;

/// The result of a row.
///
/// @param figures the counts, or the way in which the claim was broken
record Result(Row row, boolean holds, String figures, Duration took) {

    static Result of(Row row, Plan plan) {
        Instant begin = Instant.now();
        try {
            String figures = row.trial().run(plan);
            return new Result(row, true, figures, Duration.between(begin, Instant.now()));
        } catch (AssertionError | RuntimeException broken) {
            broken.printStackTrace();
            return new Result(row, false, broken.toString(), Duration.between(begin, Instant.now()));
        }
    }

    /// The result as a row of a Markdown table.
    String markdown() {
        String figuresOnOneLine = figures.lines().findFirst().orElse("").replace("|", "\\|");
        return "| %s | %s | %s | %s | %s s |"
                .formatted(row.name(), row.claim(), holds ? "holds" : "BROKEN", figuresOnOneLine, took.toSeconds());
    }
}
