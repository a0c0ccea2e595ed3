package dev.toolbridge.console.text;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/// Amounts as a person reads them.
///
/// @param words the language of the page
public record Amounts(PageWords words) {
    private static final List<String> UNITS = List.of("byte", "kilobyte", "megabyte", "gigabyte", "terabyte");
    private static final double STEP = 1_000;
    private static final int SMALL = 10;

    public String whole(long amount) {
        Locale locale = words.locale();
        return NumberFormat.getIntegerInstance(locale).format(amount);
    }

    /// A number of bytes in the unit that leaves one to three digits.
    public String bytes(long amount) {
        double left = amount;
        int unit = 0;
        while (left >= STEP && unit < UNITS.size() - 1) {
            left /= STEP;
            unit++;
        }
        Locale locale = words.locale();
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(unit > 0 && left < SMALL ? 1 : 0);
        return words.of("unit." + UNITS.get(unit), format.format(left));
    }
}
