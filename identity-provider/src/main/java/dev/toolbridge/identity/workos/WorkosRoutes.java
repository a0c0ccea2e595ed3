package dev.toolbridge.identity.workos;

import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.fault.Surface;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// The API that a WorkOS client calls with its API key.
public final class WorkosRoutes {
    private static final int NO_BODY = 0;

    private final Directory directory;
    private final Faults faults;
    private final Secret apiKey;

    public WorkosRoutes(Directory directory, Faults faults, Secret apiKey) {
        this.directory = directory;
        this.faults = faults;
        this.apiKey = apiKey;
    }

    public List<Route> routes() {
        return List.of(
                route(
                        "/user_management/organization_memberships",
                        Surface.MEMBERSHIPS,
                        new MembershipList(directory, faults)::answer),
                route("/organizations/{id}", Surface.ORGANIZATIONS, this::organization),
                route("/events", Surface.EVENTS, new EventList(directory)::answer));
    }

    private Route route(String path, Surface surface, Endpoint endpoint) {
        return new Route("GET", path, NO_BODY, faults.around(surface, request -> guarded(endpoint, request)));
    }

    private Answer guarded(Endpoint endpoint, Request request) {
        try {
            if (!Unguessable.same(request.header("Authorization").orElse(""), "Bearer " + apiKey.reveal())) {
                throw new WorkosRefusal(401, "unauthorized", "Unauthorized");
            }
            return endpoint.answer(request);
        } catch (WorkosRefusal refusal) {
            return refusal.answer();
        }
    }

    private Answer organization(Request request) {
        Organization organization = directory
                .organization(request.parameter("id"))
                .orElseThrow(() -> new WorkosRefusal(404, "entity_not_found", "Organization not found"));
        var json = Json.object()
                .put("object", "organization")
                .put("id", organization.id())
                .put("name", organization.name())
                .put("created_at", organization.createdAt())
                .put("updated_at", organization.createdAt());
        json.putArray("domains");
        json.putObject("metadata");
        json.putNull("external_id");
        return Answer.json(200, json);
    }
}
