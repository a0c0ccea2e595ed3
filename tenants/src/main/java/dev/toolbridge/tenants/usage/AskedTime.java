package dev.toolbridge.tenants.usage;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/// The times of usage that requests ask for.
final class AskedTime {
    static final Parameter BY = Parameter.query(
            "by",
            "The times that are summed up.",
            Schema.choice(Arrays.stream(Period.values()).map(Period::word).toList())
                    .put("default", Period.DAY.word()));

    private static final String EXPECTED = "a date or an RFC 3339 time";

    private AskedTime() {}

    /// The length of the times that a request asks for; a day unless it says so.
    static Period period(Request request) {
        return request.queryValue(BY.name()).map(AskedTime::period).orElse(Period.DAY);
    }

    private static Period period(String word) {
        return Arrays.stream(Period.values())
                .filter(period -> period.word().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(BY, "hour, day or month"));
    }

    /// Reads a date (UTC) or a time.
    static Instant of(Parameter parameter, String text) {
        try {
            if (!text.matches("\\d{4}-.*")) {
                throw wrong(parameter, EXPECTED);
            }
            return text.length() == "2026-01-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw wrong(parameter, EXPECTED);
        }
    }

    static Refusal wrong(Parameter parameter, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + parameter.name() + " must be " + expected)
                .fact("field", parameter.name())
                .fact("expected", expected);
    }
}
