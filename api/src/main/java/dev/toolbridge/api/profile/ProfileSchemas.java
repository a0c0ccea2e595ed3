package dev.toolbridge.api.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.route.ChosenZone;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The JSON Schemas of profiles.
public final class ProfileSchemas {
    static final String PROFILE = "profile";
    static final String CHANGE = "profile_change";
    static final String TIME_ZONE = "timeZone";

    private ProfileSchemas() {}

    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        var sources = Stream.of(ChosenZone.Source.values())
                .map(ChosenZone.Source::wireName)
                .toList();
        schemas.put(
                PROFILE,
                Schema.object("user", "subject", "issuer", "tenant", "scopes", TIME_ZONE, "timeZoneFrom", "today")
                        .with("user", Schema.uuid())
                        .with("subject", Schema.text())
                        .with("issuer", Schema.text())
                        .with("tenant", Schema.text())
                        .with("scopes", Schema.arrayOf(Schema.text()))
                        .with("clientId", Schema.text())
                        .with("client", Schema.text())
                        .with("actingParty", Schema.text())
                        .with("keyId", Schema.text())
                        .with("expiresAt", Schema.time())
                        .with(TIME_ZONE, Schema.text())
                        .with("timeZoneFrom", Schema.choice(sources))
                        .with("today", Schema.date())
                        .schema());
        schemas.put(
                CHANGE,
                Schema.object(TIME_ZONE)
                        .with(TIME_ZONE, Schema.orNull(Schema.text("^[A-Za-z0-9_+/-]+$", 64)))
                        .closed());
        return schemas;
    }
}
