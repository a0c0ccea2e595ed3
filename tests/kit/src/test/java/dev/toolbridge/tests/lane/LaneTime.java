package dev.toolbridge.tests.lane;

import java.time.Duration;

/// The time that a lane took.
///
/// @param budget the time that its build file allows
public record LaneTime(String lane, Duration took, Duration budget) {
    /// The name of its file in the build folder of the lane.
    public static final String FILE = "lane-time";

    private boolean isOverBudget() {
        return took.compareTo(budget) > 0;
    }

    @Override
    public String toString() {
        return "Lane " + lane + " took " + took.toSeconds() + " s of its " + budget.toSeconds() + " s"
                + (isOverBudget() ? ": OVER BUDGET" : "");
    }
}
