package dev.toolbridge.tenants.usage;

import java.util.List;
import java.util.OptionalDouble;

/// Times of answers, from the numbers of those that took up to each bound.
final class Latency {
    private static final List<Double> BOUNDS = MeterPage.BOUNDS.stream()
            .map(bound -> bound.startsWith("+") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound))
            .toList();
    private static final double MILLIS = 1_000;

    private Latency() {}

    /// The time that this part of all answers took at most, in ms, taken evenly between two bounds; the last bound if
    /// it is longer. Empty without answers.
    static OptionalDouble quantile(long[] upTo, double part) {
        if (upTo.length != BOUNDS.size() || upTo[upTo.length - 1] == 0) {
            return OptionalDouble.empty();
        }
        double wanted = part * upTo[upTo.length - 1];
        int place = 0;
        while (upTo[place] < wanted) {
            place++;
        }
        double low = place == 0 ? 0 : BOUNDS.get(place - 1);
        double high = BOUNDS.get(place);
        long below = place == 0 ? 0 : upTo[place - 1];
        double seconds = Double.isInfinite(high) ? low : low + (high - low) * (wanted - below) / (upTo[place] - below);
        return OptionalDouble.of(seconds * MILLIS);
    }
}
