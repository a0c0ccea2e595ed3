package dev.toolbridge.api.route;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.query.Days;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.query.Spot;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// The time zone in which the days of a request begin and end, and the place that names it.
public record ChosenZone(ZoneId zone, Source source) {

    /// The places that can name a zone, the nearest first.
    public enum Source {
        QUERY,
        HEADER,
        USER,
        TOKEN,
        SERVER;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The zone of a request.
    ///
    /// @throws Refusal if the request names a zone that does not exist
    public static ChosenZone of(Caller caller, Request request, QueryContext context) {
        return named(request)
                .or(() -> context.zones()
                        .of(caller.tenant(), caller.user())
                        .map(zone -> new ChosenZone(zone, Source.USER)))
                .or(() -> caller.proof().zone().map(zone -> new ChosenZone(zone, Source.TOKEN)))
                .orElseGet(() -> new ChosenZone(context.zone(), Source.SERVER));
    }

    /// Refuses a request that names a zone that does not exist, also where its answer needs none.
    ///
    /// @throws Refusal as [#of] does
    public static void requireKnown(Request request) {
        var _ = named(request);
    }

    private static Optional<ChosenZone> named(Request request) {
        String parameter = ApiParameters.ZONE.name();
        return request.queryValue(parameter)
                .flatMap(name -> Days.zone(name, new Spot(parameter, 0)))
                .map(zone -> new ChosenZone(zone, Source.QUERY))
                .or(() -> request.header(WireHeader.ZONE)
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(name -> new ChosenZone(ofHeader(name), Source.HEADER)));
    }

    private static ZoneId ofHeader(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw Refusal.of(
                    ErrorCode.INVALID_HEADER,
                    "header " + WireHeader.ZONE + " must be an IANA name such as Europe/Paris");
        }
        return ZoneId.of(name);
    }
}
