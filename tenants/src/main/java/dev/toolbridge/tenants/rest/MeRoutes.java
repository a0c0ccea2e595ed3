package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Tells callers who they are and what they may.
public record MeRoutes(InstantSource clock) {
    private static final String ME = "me";
    private static final String SCOPES = "scopes";
    private static final String TENANT = "tenant";

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "GET",
                "/admin/me",
                "get_me",
                Scope.TENANT_READ,
                Input.NONE,
                Output.of(200, "The caller.", ME),
                this::show));
    }

    public static Map<String, ObjectNode> schemas() {
        return Map.of(
                ME,
                Schema.object("actor", SCOPES, "timeZone", "today")
                        .with("actor", Schema.of("object"))
                        .with(TENANT, Schema.text())
                        .with(SCOPES, Schema.arrayOf(Schema.text()))
                        .with("timeZone", Schema.text())
                        .with("today", Schema.date())
                        .schema());
    }

    /// The control plane's days are those of UTC.
    private Answer show(Caller caller, Request request) {
        ObjectNode json = Json.object();
        json.set("actor", Json.stored(caller.actor()));
        caller.organization().ifPresent(organization -> json.put(TENANT, organization));
        caller.rights().stream().sorted().forEach(json.putArray(SCOPES)::add);
        json.put("timeZone", "UTC")
                .put(
                        "today",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
        return Answer.json(200, json);
    }
}
