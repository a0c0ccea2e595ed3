package dev.toolbridge.api.transfer;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The progress of a long work, for people: at a terminal a line that changes, with a bar and the time left where the
/// end is known; else a plain line now and then.
public final class ProgressLines implements AutoCloseable {
    private static final Duration AT_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_LOGS = Duration.ofSeconds(10);
    private static final String CLEAR = "\r\u001b[K";
    private static final double NANOS_OF_SECOND = 1e9;
    private static final int BAR = 24;
    private static final int PERCENT = 100;
    private static final long MINUTE = 60;

    private final PrintStream out;
    private final boolean isWatched;
    private final OptionalLong total;
    private final long beganNanos = System.nanoTime();
    private long shownNanos = beganNanos;
    private long items;

    /// @param isWatched true at a terminal
    ProgressLines(PrintStream out, boolean isWatched, OptionalLong total) {
        this.out = out;
        this.isWatched = isWatched;
        this.total = total;
    }

    /// Begins to show progress on the standard error.
    ///
    /// @param total the number of items that there are, if it is known
    public static ProgressLines start(OptionalLong total) {
        return new ProgressLines(System.err, isAtTerminal(), total);
    }

    /// Tells if a person looks on.
    public static boolean isAtTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /// Counts items that are done.
    public void add(long more) {
        items += more;
        long now = System.nanoTime();
        if (now - shownNanos > (isWatched ? AT_TERMINAL : IN_LOGS).toNanos()) {
            shownNanos = now;
            String text = text(items, (now - beganNanos) / NANOS_OF_SECOND, total);
            String bar = isWatched && total.isPresent() ? bar(items, total.getAsLong()) + " " : "";
            out.print(isWatched ? CLEAR + bar + text : text + System.lineSeparator());
            out.flush();
        }
    }

    /// Prints a line that stays.
    public void say(String line) {
        clear();
        System.out.println(line);
    }

    static String text(long items, double seconds, OptionalLong total) {
        double rate = items / Math.max(1e-3, seconds);
        String done = items + " items, " + Math.round(rate) + " a second";
        if (total.isEmpty() || total.getAsLong() <= items || items == 0) {
            return done;
        }
        long left = (long) Math.ceil((total.getAsLong() - items) / rate);
        return items + " of " + total.getAsLong() + done.substring(done.indexOf(' ')) + ", " + time(left) + " left";
    }

    private static String time(long seconds) {
        long minutes = seconds / MINUTE;
        return minutes >= MINUTE
                ? String.format(Locale.ROOT, "%d:%02d:%02d", minutes / MINUTE, minutes % MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d", minutes, seconds % MINUTE);
    }

    static String bar(long items, long total) {
        long part = total <= 0 ? PERCENT : Math.min(PERCENT, items * PERCENT / total);
        int filled = (int) (part * BAR / PERCENT);
        return "[" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] " + part + "%";
    }

    private void clear() {
        if (isWatched) {
            out.print(CLEAR);
            out.flush();
        }
    }

    @Override
    public void close() {
        clear();
        out.println(text(items, (System.nanoTime() - beganNanos) / NANOS_OF_SECOND, OptionalLong.empty()));
    }
}
