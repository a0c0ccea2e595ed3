package dev.toolbridge.console.visit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.scope.Scope;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/// The person as the API knows it in the tenant of its session.
///
/// @param client the console as a client of the identity provider
/// @param scopes the rights
/// @param zone the time zone of its days
/// @param zoneFrom the place that names the zone
/// @param today the present day there
public record Me(String tenant, String client, Set<String> scopes, ZoneId zone, String zoneFrom, LocalDate today) {

    public Me {
        scopes = Set.copyOf(scopes);
    }

    static Me of(JsonNode json) {
        var scopes = new HashSet<String>();
        json.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new Me(
                json.path("tenant").asText(),
                json.path("clientId").asText(),
                scopes,
                ZoneId.of(json.path("timeZone").asText("UTC")),
                json.path("timeZoneFrom").asText(),
                LocalDate.parse(json.path("today").asText()));
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }

    /// Tells if the person may change items of any type.
    public boolean mayChange() {
        return scopes.stream().anyMatch(Scope.changing()::contains);
    }
}
