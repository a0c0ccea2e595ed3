package dev.toolbridge.proof.report;

/// One row of a table of trials.
///
/// @param name its name on the command line
/// @param claim the claim that must hold, or the measured quantity
/// @param trial tests or measures it
public record Row(String name, String claim, Trial trial) {

    /// Tries to break a claim, or measures something.
    @FunctionalInterface
    public interface Trial {

        /// Runs the trial, and returns its counts for the report.
        ///
        /// @throws AssertionError if the claim does not hold
        String run(Plan plan);
    }

    @Override
    public String toString() {
        return name;
    }
}
