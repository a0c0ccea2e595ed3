package dev.toolbridge.api.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.OptionalLong;

/// Whole numbers in JSON, however they are written: `12`, `12.0` and `1.2e1` are one.
public final class WholeNumbers {

    private WholeNumbers() {}

    /// The number that a value is, if it lies within these bounds.
    public static OptionalLong within(JsonNode value, long least, long most) {
        return value.isNumber() && isWithin(value.decimalValue(), least, most)
                ? OptionalLong.of(value.decimalValue().longValueExact())
                : OptionalLong.empty();
    }

    /// Checks the bounds first: a number with a large exponent must not be written out.
    private static boolean isWithin(BigDecimal number, long least, long most) {
        return number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }
}
