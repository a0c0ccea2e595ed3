package dev.toolbridge.launcher.option;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a lifetime.
public final class LifeConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})([smhd])");
    private static final Duration LONGEST = Duration.ofDays(366);

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            Duration life = times(Long.parseLong(matcher.group(1)), matcher.group(2));
            if (life.isPositive() && life.compareTo(LONGEST) <= 0) {
                return life;
            }
        }
        throw new TypeConversionException("'" + text + "' is no length of time: expected 30s, 15m, 12h or 30d, at most "
                + LONGEST.toDays() + "d");
    }

    private static Duration times(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
