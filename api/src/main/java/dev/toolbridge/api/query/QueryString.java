package dev.toolbridge.api.query;

import dev.toolbridge.contract.EntityType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A question that stands by itself, as in a URL behind the question mark: `status=eq.open&tags=cs.{a}&tz=UTC`.
/// Refusals count the characters of this text, as it was sent.
///
/// @param parameter the name of the text, for refusals
/// @param type the type of the items that it is about
public record QueryString(String parameter, EntityType type) {
    private static final String ZONE = "tz";

    /// A name with its value, both decoded.
    private record Part(Reading name, Reading value) {

        boolean isZone() {
            return name.text().equals(ZONE);
        }
    }

    /// The conditions of a text; none if it has no condition.
    ///
    public Filter filter(String text, QueryContext context) {
        List<Part> parts = parts(text);
        var conditions =
                new FilterText(FieldNames.of(type), context.in(zone(parts).orElse(context.zone())));
        List<Filter> filters = parts.stream()
                .filter(part -> !part.isZone())
                .map(part -> conditions.parameter(part.name(), part.value()))
                .toList();
        return filters.size() == 1 ? filters.getFirst() : new Filter.All(filters);
    }

    private static Optional<ZoneId> zone(List<Part> parts) {
        List<Part> zones = parts.stream().filter(Part::isZone).toList();
        if (zones.size() > 1) {
            throw zones.get(1).name().spot().refusal(ZONE + " must come once", "one zone");
        }
        return zones.stream()
                .flatMap(part -> Days.zone(part.value().text(), part.value().spot()).stream())
                .findFirst();
    }

    private List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        int begin = 0;
        while (begin <= text.length()) {
            int end = text.indexOf('&', begin);
            end = end < 0 ? text.length() : end;
            if (begin < end) {
                parts.add(part(text, begin, end));
            }
            begin = end + 1;
        }
        return parts;
    }

    private Part part(String text, int begin, int end) {
        int equals = text.indexOf('=', begin);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        Reading name = new Decoding(parameter, text).between(begin, nameEnd);
        Reading value = new Decoding(parameter, text).between(Math.min(nameEnd + 1, end), end);
        return new Part(name, value);
    }
}
