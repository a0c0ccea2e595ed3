package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.OptionalLong;

/// Whole numbers as JSON Schema sees them: `10.0` and `1e1` are the integer 10 (2020-12, Validation, section 6.1.1).
final class WholeNumber {
    private static final int DIGITS_MAX = 19;

    private WholeNumber() {}

    /// The number, if it is whole and fits 64 bits.
    static OptionalLong of(JsonNode value) {
        if (!value.isNumber()) {
            return OptionalLong.empty();
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        boolean whole = number.scale() <= 0 && (long) number.precision() - number.scale() <= DIGITS_MAX;
        try {
            return whole ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException _) {
            return OptionalLong.empty();
        }
    }
}
