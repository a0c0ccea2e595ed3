package dev.toolbridge.proof.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/// Two ways of the same work in turns, so that what else the machine does meets both.
///
/// @param with the figures of the one way
/// @param without those of the other
public record Turns(List<Figures> with, List<Figures> without) {
    private static final int MICROS_OF_MS = 1_000;

    public Turns {
        with = List.copyOf(with);
        without = List.copyOf(without);
    }

    /// The figures of one turn.
    ///
    /// @param perSecond the items in a second
    /// @param processorMicros the processor's time for an item
    public record Figures(double perSecond, double processorMicros) {

        /// Has clients work for a time.
        ///
        /// @param request works as one of them, and returns the number of items
        public static Figures of(ClosedLoop loop, ProcessorTime processor, IntUnaryOperator request) {
            var perSecond = new double[1];
            double processorMs = processor.ofMs(() -> perSecond[0] = loop.perSecond(request));
            double items = perSecond[0] * loop.measured().toSeconds();
            return new Figures(perSecond[0], processorMs * MICROS_OF_MS / items);
        }
    }

    public static Turns of(int turns, Supplier<Figures> with, Supplier<Figures> without) {
        var these = new ArrayList<Figures>();
        var those = new ArrayList<Figures>();
        for (int turn = 0; turn < turns; turn++) {
            these.add(with.get());
            those.add(without.get());
        }
        return new Turns(these, those);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f/s with, %.0f without: %.0f %% less; processor %.0f and %.0f us for one: %.0f %% more",
                perSecond(with),
                perSecond(without),
                100 * (1 - perSecond(with) / perSecond(without)),
                processor(with),
                processor(without),
                100 * (processor(with) / processor(without) - 1));
    }

    private static double perSecond(List<Figures> turns) {
        return median(turns.stream().map(Figures::perSecond).toList());
    }

    private static double processor(List<Figures> turns) {
        return median(turns.stream().map(Figures::processorMicros).toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
