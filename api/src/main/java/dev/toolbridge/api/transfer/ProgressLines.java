package dev.toolbridge.api.transfer;

import java.io.Console;
import java.time.Duration;
import java.util.Optional;

/// The progress of a long work, for people: a line that changes at a terminal, else a line now and then.
public final class ProgressLines implements AutoCloseable {
    private static final Duration AT_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_LOGS = Duration.ofSeconds(10);
    private static final String CLEAR = "\r\u001b[K";
    private static final double NANOS_OF_SECOND = 1e9;

    private final boolean isWatched;
    private final long beganNanos = System.nanoTime();
    private long shownNanos = beganNanos;
    private long items;

    private ProgressLines(boolean isWatched) {
        this.isWatched = isWatched;
    }

    /// Begins to show progress on the standard error.
    public static ProgressLines start() {
        return new ProgressLines(Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent());
    }

    /// Counts items that are done.
    public void add(long more) {
        items += more;
        long now = System.nanoTime();
        if (now - shownNanos > (isWatched ? AT_TERMINAL : IN_LOGS).toNanos()) {
            shownNanos = now;
            String text = items + " items, " + rate(now) + " a second";
            System.err.print(isWatched ? CLEAR + text : text + System.lineSeparator());
            System.err.flush();
        }
    }

    /// Prints a line that stays.
    public void say(String line) {
        clear();
        System.out.println(line);
    }

    private long rate(long nowNanos) {
        return Math.round(items / Math.max(1e-3, (nowNanos - beganNanos) / NANOS_OF_SECOND));
    }

    private void clear() {
        if (isWatched) {
            System.err.print(CLEAR);
            System.err.flush();
        }
    }

    @Override
    public void close() {
        clear();
        System.err.println(items + " items, " + rate(System.nanoTime()) + " a second");
    }
}
