package dev.toolbridge.proof.report;

import java.util.OptionalInt;
import java.util.Random;

/// The plan of a trial's run.
///
/// @param seed the seed of its random choices
/// @param isLong true for the size of the published figures; false for the size of every build
/// @param items the number of items where a trial is about a large space; empty for the number of that size
public record Plan(long seed, boolean isLong, OptionalInt items) {
    private static final long APART = 1_000_003;

    public Plan(long seed, boolean isLong) {
        this(seed, isLong, OptionalInt.empty());
    }

    /// The size of every build.
    public static Plan brief() {
        return new Plan(1, false);
    }

    public int size(int whenLong, int whenShort) {
        return isLong ? whenLong : whenShort;
    }

    /// The number of items of a large space.
    public int items(int whenLong, int whenShort) {
        return items.orElse(size(whenLong, whenShort));
    }

    /// The random choices of one actor.
    public Random random(int actor) {
        return new Random(seed * APART + actor);
    }
}
