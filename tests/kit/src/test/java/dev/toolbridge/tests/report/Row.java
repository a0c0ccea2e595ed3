package dev.toolbridge.tests.report;

/// One row of a table of trials.
///
/// @param name what the command line calls it
/// @param claim what must hold, or what is measured
/// @param trial does it
public record Row(String name, String claim, Trial trial) {

    /// Tries to break a claim, or measures something.
    @FunctionalInterface
    public interface Trial {

        /// What was done and counted, for the report.
        ///
        /// @throws AssertionError if the claim does not hold
        String run(Plan plan);
    }

    @Override
    public String toString() {
        return name;
    }
}
