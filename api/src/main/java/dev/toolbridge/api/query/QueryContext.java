package dev.toolbridge.api.query;

import java.time.InstantSource;
import java.time.ZoneId;

/// The facts beside a question that its meaning depends on.
///
/// @param clock the present, for days such as `today+7`
/// @param zone the zone of its days
/// @param languages the languages in which texts are indexed
public record QueryContext(InstantSource clock, ZoneId zone, SearchLanguages languages) {

    /// The same with another zone.
    public QueryContext in(ZoneId other) {
        return new QueryContext(clock, other, languages);
    }

    public Days days() {
        return new Days(zone, clock);
    }
}
