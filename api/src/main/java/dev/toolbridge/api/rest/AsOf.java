package dev.toolbridge.api.rest;

import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.query.Days;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.ChosenZone;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the moment at which a request wants to see the past. A day means its end in the request's time zone.
final class AsOf {
    private static final String NUMBER = "\\d{1,18}";

    private AsOf() {}

    /// The moment; empty for the present, for which nobody looks up the zone of the user.
    static Optional<Moment> moment(Request request, Supplier<Days> days) {
        ChosenZone.requireKnown(request);
        return request.queryValue(ApiParameters.AS_OF.name()).map(text -> moment(text, days.get()));
    }

    private static Moment moment(String text, Days days) {
        if (text.matches(NUMBER)) {
            return new Moment.Change(Long.parseLong(text));
        }
        return days.moment(text)
                .map(moment -> new Moment.Time(moment.until().toEpochMilli() - 1))
                .orElseThrow(() -> wrong(
                        ApiParameters.AS_OF.name(),
                        "an RFC 3339 instant, a day such as 2026-03-31 or today-7, or the number of a change"));
    }

    private static Refusal wrong(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }
}
