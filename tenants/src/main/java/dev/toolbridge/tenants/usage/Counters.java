package dev.toolbridge.tenants.usage;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The numbers of a program that only grow, until it starts again.
///
/// @param requests all requests of the tenant
/// @param refused those that were refused
/// @param errors those that have failed
/// @param latency the number of answers up to each bound of the meters, in their order, then all
public record Counters(long requests, long refused, long errors, long toolCalls, long[] latency) {
    private static final int FIRST_OF_LATENCY = 4;

    /// The numbers in one list.
    long[] all() {
        return IntStream.range(0, FIRST_OF_LATENCY + latency.length)
                .mapToLong(this::at)
                .toArray();
    }

    /// The reverse of [#all].
    static Counters of(long[] all) {
        long[] latency = Arrays.copyOfRange(all, FIRST_OF_LATENCY, all.length);
        return new Counters(all[0], all[1], all[2], all[3], latency);
    }

    /// The growth since an earlier reading of the same process; all of it, if a number has become smaller.
    Counters since(long[] before) {
        long[] now = all();
        boolean isReset = before.length != now.length
                || IntStream.range(0, now.length).anyMatch(place -> now[place] < before[place]);
        return isReset
                ? this
                : of(IntStream.range(0, now.length)
                        .mapToLong(place -> now[place] - before[place])
                        .toArray());
    }

    /// The sum with those of another time.
    Counters and(Counters other) {
        long[] mine = all();
        long[] others = other.all();
        return of(IntStream.range(0, Math.max(mine.length, others.length))
                .mapToLong(place -> at(mine, place) + at(others, place))
                .toArray());
    }

    private static long at(long[] numbers, int place) {
        return place < numbers.length ? numbers[place] : 0;
    }

    private long at(int place) {
        return switch (place) {
            case 0 -> requests;
            case 1 -> refused;
            case 2 -> errors;
            case 3 -> toolCalls;
            default -> latency[place - FIRST_OF_LATENCY];
        };
    }
}
