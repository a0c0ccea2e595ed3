package dev.toolbridge.tests.torture;

/// One row of the report.
///
/// @param name what the command line calls it
/// @param claim what must hold
/// @param trial tries to break it
record Attack(String name, String claim, Trial trial) {

    /// Tries to break a claim.
    @FunctionalInterface
    interface Trial {

        /// What was done and counted, for the report.
        ///
        /// @throws AssertionError if the claim does not hold
        String run(Plan plan);
    }
}
