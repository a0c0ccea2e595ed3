package dev.toolbridge.api.face;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.Field;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.List;
import java.util.OptionalLong;

/// The query of a list of memories.
final class MemoryQuery {
    static final List<String> TYPES =
            MemoryPushes.TYPE.field("memoryType").map(Field::choices).orElseThrow();

    private static final int TEXT_LENGTH_MAX = 500;
    private static final String STORABLE = "^[^\\u0000]+$";
    private static final Parameter TYPE = Parameter.query("type", "Only memories of this type.", Schema.choice(TYPES));
    private static final Parameter TAG =
            Parameter.query("tag", "Only memories with this tag.", Schema.text(STORABLE, TEXT_LENGTH_MAX));
    private static final Parameter SINCE = Parameter.query(
            "since",
            "Only memories that have changed since this time or day.",
            Schema.any(Schema.time(), Schema.date()));
    private static final Parameter WORDS = Parameter.query(
            "q",
            "Only memories with this text in content, key or rationale, in any case.",
            Schema.text(STORABLE, TEXT_LENGTH_MAX));

    private MemoryQuery() {}

    static Parameter[] parameters() {
        return new Parameter[] {TYPE, TAG, SINCE, WORDS, FacePage.PAGE};
    }

    static MemoryPart of(Request request) {
        String type = request.queryValue(TYPE.name()).orElse("");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            throw FacePage.invalid(TYPE.name(), "one of " + String.join(", ", TYPES));
        }
        long sinceMs = request.queryValue(SINCE.name()).map(MemoryQuery::time).orElse(Times.EARLIEST_MS);
        return new MemoryPart(type, text(request, TAG), text(request, WORDS), sinceMs, FacePage.asked(request));
    }

    private static String text(Request request, Parameter parameter) {
        String text = request.queryValue(parameter.name()).orElse("");
        if (text.length() > TEXT_LENGTH_MAX || text.indexOf('\0') >= 0) {
            throw FacePage.invalid(parameter.name(), "a text of up to " + TEXT_LENGTH_MAX + " characters");
        }
        return text;
    }

    private static long time(String text) {
        OptionalLong time = Times.instant(Times.isDate(text) ? text + "T00:00:00Z" : text);
        return time.orElseThrow(() -> FacePage.invalid(SINCE.name(), "an RFC 3339 time, or a day such as 2027-01-31"));
    }
}
