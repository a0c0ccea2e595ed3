package dev.toolbridge.tests.report;

import java.util.Random;

/// How a trial is run.
///
/// @param seed what its choices grow from
/// @param isLong whether it has the size that the figures are asked for; else the size of every build
public record Plan(long seed, boolean isLong) {
    private static final long APART = 1_000_003;

    /// The size of every build.
    public static Plan brief() {
        return new Plan(1, false);
    }

    public int size(int whenLong, int whenShort) {
        return isLong ? whenLong : whenShort;
    }

    /// The choices of one actor.
    public Random random(int actor) {
        return new Random(seed * APART + actor);
    }
}
