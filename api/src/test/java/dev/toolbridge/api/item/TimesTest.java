package dev.toolbridge.api.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Times are written as the formatter of the platform writes them, of every year.
final class TimesTest {
    private static final DateTimeFormatter PLATFORM = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT);

    @Test
    void timesAtTheEdgesAreWrittenAsBefore() {
        LongStream.of(
                        0,
                        -1,
                        1,
                        999,
                        1_000,
                        -1_000,
                        10,
                        100,
                        110,
                        Times.EARLIEST_MS,
                        Times.EARLIEST_MS - 1,
                        Times.LATEST_MS,
                        Times.LATEST_MS + 1,
                        951_782_400_000L,
                        -62_135_596_800_000L)
                .forEach(TimesTest::requireSame);
    }

    @Test
    void randomTimesAreWrittenAsBefore() {
        var random = new Random(1);
        random.longs(20_000, Times.EARLIEST_MS - 1_000_000_000_000L, Times.LATEST_MS + 1_000_000_000_000L)
                .forEach(TimesTest::requireSame);
    }

    private static void requireSame(long epochMs) {
        assertThat(Times.rfc3339(epochMs))
                .isEqualTo(PLATFORM.format(Instant.ofEpochMilli(epochMs).atOffset(ZoneOffset.UTC)));
    }
}
