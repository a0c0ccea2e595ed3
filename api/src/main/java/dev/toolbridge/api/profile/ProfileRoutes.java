package dev.toolbridge.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.ChosenZone;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Tells callers who they are, with which rights, and in which time zone their days begin; and keeps their zone.
public final class ProfileRoutes {
    private static final String PATH = "/v1/me";

    private final Profiles profiles;
    private final QueryContext context;

    public ProfileRoutes(Profiles profiles, QueryContext context) {
        this.profiles = profiles;
        this.context = context;
    }

    public List<RouteLine<Caller>> routes() {
        Output profile = Output.of(200, "The caller.", ProfileSchemas.PROFILE);
        Input reads = Inputs.ACCOUNT.reading(ApiParameters.ZONE, ApiParameters.ZONE_HEADER);
        Input changes = Inputs.ACCOUNT_CHANGE
                .reading(ApiParameters.ZONE, ApiParameters.ZONE_HEADER)
                .body(ProfileSchemas.CHANGE);
        return List.of(
                new RouteLine<>("GET", PATH, "get_profile", Scope.OWN, reads, profile, this::show),
                new RouteLine<>("PATCH", PATH, "change_profile", Scope.ANY_CHANGE, changes, profile, this::change));
    }

    private Answer show(Caller caller, Request request) {
        var zone = ChosenZone.of(caller, request, context);
        ObjectNode profile = Json.object()
                .put("user", caller.user().toString())
                .put("subject", caller.subject())
                .put("issuer", caller.issuer())
                .put("tenant", caller.tenant());
        caller.rights().stream().sorted().forEach(profile.putArray("scopes")::add);
        Caller.Proof proof = caller.proof();
        proof.clientId().ifPresent(id -> profile.put("clientId", id));
        caller.claims().client().ifPresent(name -> profile.put("client", name));
        proof.actingParty().ifPresent(party -> profile.put("actingParty", party));
        proof.keyId().ifPresent(id -> profile.put("keyId", id));
        proof.expiresAt().ifPresent(end -> profile.put("expiresAt", Times.rfc3339(end.toEpochMilli())));
        profile.put(ProfileSchemas.TIME_ZONE, zone.zone().getId())
                .put("timeZoneFrom", zone.source().wireName())
                .put("today", context.in(zone.zone()).days().today().toString());
        return Answer.json(200, profile);
    }

    private Answer change(Caller caller, Request request) {
        profiles.keep(caller.tenant(), caller.user(), zone(request));
        return show(caller, request);
    }

    /// The zone in the body; empty for null, which forgets it.
    private static Optional<ZoneId> zone(Request request) {
        return switch (JsonBody.parse(request)) {
            case Body.Fields fields -> zone(fields.object());
            case Body.Bad bad -> throw bad.refusal();
        };
    }

    private static Optional<ZoneId> zone(ObjectNode body) {
        JsonNode name = body.path(ProfileSchemas.TIME_ZONE);
        boolean isKnown = name.isNull()
                || (name.isTextual() && ZoneId.getAvailableZoneIds().contains(name.textValue()));
        if (body.size() != 1 || !isKnown) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "invalid timeZone")
                    .fact("field", ProfileSchemas.TIME_ZONE)
                    .fact("expected", "an IANA name such as Europe/Paris, or null, and nothing else");
        }
        return name.isNull() ? Optional.empty() : Optional.of(ZoneId.of(name.textValue()));
    }
}
