package dev.toolbridge.proof.report;

import java.util.Random;

/// The plan of a trial's run.
///
/// @param seed the seed of its random choices
/// @param isLong true for the size of the published figures; false for the size of every build
public record Plan(long seed, boolean isLong) {
    private static final long APART = 1_000_003;

    /// The size of every build.
    public static Plan brief() {
        return new Plan(1, false);
    }

    public int size(int whenLong, int whenShort) {
        return isLong ? whenLong : whenShort;
    }

    /// The random choices of one actor.
    public Random random(int actor) {
        return new Random(seed * APART + actor);
    }
}
