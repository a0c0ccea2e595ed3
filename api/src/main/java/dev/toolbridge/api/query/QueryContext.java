package dev.toolbridge.api.query;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/// The facts beside a question that its meaning depends on.
///
/// @param clock the present, for days such as `today+7`
/// @param zone the zone of its days
/// @param languages the languages in which texts are indexed
/// @param zones the zones of users, for questions that name none
public record QueryContext(InstantSource clock, ZoneId zone, SearchLanguages languages, UserZones zones) {

    /// The facts without users who have chosen a zone.
    public QueryContext(InstantSource clock, ZoneId zone, SearchLanguages languages) {
        this(clock, zone, languages, (_, _) -> Optional.empty());
    }

    /// The same with another zone.
    public QueryContext in(ZoneId other) {
        return new QueryContext(clock, other, languages, zones);
    }

    public Days days() {
        return new Days(zone, clock);
    }
}
