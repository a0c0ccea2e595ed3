package dev.toolbridge.tests.torture;

import java.util.Random;

/// How an attack is run.
///
/// @param seed what its choices grow from
/// @param isLong whether it has the size that the figures are asked for; else the size of every build
public record Plan(long seed, boolean isLong) {

    static Plan brief() {
        return new Plan(1, false);
    }

    int size(int whenLong, int whenShort) {
        return isLong ? whenLong : whenShort;
    }

    /// The choices of one actor.
    Random random(int actor) {
        return new Random(seed * 1_000_003 + actor);
    }
}
