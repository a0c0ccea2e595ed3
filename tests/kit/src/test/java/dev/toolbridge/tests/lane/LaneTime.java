package dev.toolbridge.tests.lane;

import java.time.Duration;
import java.util.Optional;

/// The time that a lane took.
///
/// @param budget the time that its build file allows
/// @param limit the time beyond which it fails; twice its budget by default
public record LaneTime(String lane, Duration took, Duration budget, Optional<Duration> limit) {
    /// The name of its file in the build folder of the lane.
    public static final String FILE = "lane-time";

    private boolean isOverBudget() {
        return took.compareTo(budget) > 0;
    }

    void requireWithinLimit() {
        Duration longest = limit.orElse(budget.multipliedBy(2));
        if (took.compareTo(longest) > 0) {
            throw new IllegalStateException(this + ", more than the " + longest.toSeconds() + " s that it may take");
        }
    }

    @Override
    public String toString() {
        return "Lane " + lane + " took " + took.toSeconds() + " s of its " + budget.toSeconds() + " s"
                + (isOverBudget() ? ": OVER BUDGET" : "");
    }
}
