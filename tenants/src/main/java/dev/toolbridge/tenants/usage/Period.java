package dev.toolbridge.tenants.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The times that usage is summed up in. Days and months are those of UTC.
enum Period {
    HOUR(Duration.ofDays(1), Duration.ofDays(31)),
    DAY(Duration.ofDays(30), Duration.ofDays(400)),
    MONTH(Duration.ofDays(365), Duration.ofDays(400));

    /// A day of the next month, whichever month it is added to the start of.
    private static final Duration LONGEST_MONTH = Duration.ofDays(31);

    private final Duration usual;
    private final Duration most;

    Period(Duration usual, Duration most) {
        this.usual = usual;
        this.most = most;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The time that is shown unless another one is asked for.
    Duration usual() {
        return usual;
    }

    /// The longest time that is shown.
    Duration most() {
        return most;
    }

    /// The start of the period after the one that a time is in.
    Instant next(Instant at) {
        Instant start = start(at);
        return switch (this) {
            case HOUR -> start.plus(1, ChronoUnit.HOURS);
            case DAY -> start.plus(1, ChronoUnit.DAYS);
            case MONTH -> start(start.plus(LONGEST_MONTH));
        };
    }

    /// The start of the period that a time is in.
    Instant start(Instant at) {
        return switch (this) {
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
            case DAY -> at.truncatedTo(ChronoUnit.DAYS);
            case MONTH ->
                LocalDate.ofInstant(at, ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
        };
    }
}
