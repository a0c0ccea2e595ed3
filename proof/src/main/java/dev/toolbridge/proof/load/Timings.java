package dev.toolbridge.proof.load;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The time that each of many requests took.
///
/// @param sortedNanos shortest first
public record Timings(List<Long> sortedNanos) {
    private static final double NANOS_OF_MS = 1e6;

    public Timings {
        sortedNanos = sortedNanos.stream().sorted().toList();
    }

    /// Sends the request repeatedly; the first ones, which warm everything up, do not count.
    public static Timings of(int warmUp, int count, IntConsumer request) {
        IntStream.range(0, warmUp).forEach(request);
        return new Timings(IntStream.range(0, count)
                .mapToObj(number -> {
                    long begin = System.nanoTime();
                    request.accept(number);
                    return System.nanoTime() - begin;
                })
                .toList());
    }

    public double percentileMs(double share) {
        int index = (int) Math.ceil(sortedNanos.size() * share) - 1;
        return sortedNanos.get(Math.max(index, 0)) / NANOS_OF_MS;
    }

    public double medianMs() {
        return percentileMs(0.5);
    }

    public double p99Ms() {
        return percentileMs(0.99);
    }

    /// A figure with two digits after the point, in every locale.
    public static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
