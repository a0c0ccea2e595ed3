package dev.toolbridge.api.rest;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the moment at which a request wants to see the past. A day means its end in the request's time zone.
final class AsOf {
    private static final String NUMBER = "\\d{1,18}";

    private AsOf() {}

    static Optional<Moment> moment(Request request) {
        ZoneId zone = ListQuestions.zone(request);
        return request.queryValue(ApiParameters.AS_OF.name()).map(text -> moment(text, zone));
    }

    private static Moment moment(String text, ZoneId zone) {
        if (text.matches(NUMBER)) {
            return new Moment.Change(Long.parseLong(text));
        }
        if (Times.isDate(text)) {
            var next = LocalDate.parse(text).plusDays(1).atStartOfDay(zone);
            return new Moment.Time(next.toInstant().toEpochMilli() - 1);
        }
        OptionalLong instant = Times.instant(text);
        if (instant.isEmpty()) {
            throw wrong(ApiParameters.AS_OF.name(), "an RFC 3339 instant, a day, or the number of a change");
        }
        return new Moment.Time(instant.getAsLong());
    }

    private static Refusal wrong(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }
}
