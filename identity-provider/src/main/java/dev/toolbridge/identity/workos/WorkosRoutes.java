package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.fault.Surface;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.stream.Stream;

/// The API that a WorkOS client calls with its API key.
public final class WorkosRoutes {
    private static final int BODY_BYTES_MAX = 65_536;
    private static final String MEMBERSHIPS = "/user_management/organization_memberships";
    private static final String INVITATIONS = "/user_management/invitations";

    private final OrganizationCalls organizations;
    private final MembershipCalls memberships;
    private final InvitationCalls invitations;
    private final UserCalls users;
    private final EventList events;
    private final Faults faults;
    private final Secret apiKey;

    public WorkosRoutes(WorkosParts parts, Secret apiKey) {
        this.organizations = new OrganizationCalls(parts.organizations());
        this.memberships = new MembershipCalls(parts.directory(), parts.memberships(), parts.faults());
        this.invitations = new InvitationCalls(parts.invitations(), parts.address());
        this.users = new UserCalls(parts.directory());
        this.events = new EventList(parts.directory());
        this.faults = parts.faults();
        this.apiKey = apiKey;
    }

    public List<Route> routes() {
        return Stream.of(organizationRoutes(), membershipRoutes(), invitationRoutes(), otherRoutes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> organizationRoutes() {
        return List.of(
                get("/organizations", Surface.ORGANIZATIONS, organizations::list),
                get("/organizations/{id}", Surface.ORGANIZATIONS, organizations::get),
                get("/organizations/external_id/{external_id}", Surface.ORGANIZATIONS, organizations::byExternalId),
                change("POST", "/organizations", Surface.ORGANIZATION_CHANGES, organizations::create),
                change("PUT", "/organizations/{id}", Surface.ORGANIZATION_CHANGES, organizations::update),
                change("DELETE", "/organizations/{id}", Surface.ORGANIZATION_CHANGES, organizations::delete));
    }

    private List<Route> membershipRoutes() {
        var part = Surface.MEMBERSHIP_CHANGES;
        return List.of(
                get(MEMBERSHIPS, Surface.MEMBERSHIPS, memberships::list),
                get(MEMBERSHIPS + "/{id}", Surface.MEMBERSHIPS, memberships::get),
                change("POST", MEMBERSHIPS, part, memberships::create),
                change("PUT", MEMBERSHIPS + "/{id}", part, memberships::update),
                change("PUT", MEMBERSHIPS + "/{id}/deactivate", part, memberships::deactivate),
                change("PUT", MEMBERSHIPS + "/{id}/reactivate", part, memberships::reactivate),
                change("DELETE", MEMBERSHIPS + "/{id}", part, memberships::delete));
    }

    private List<Route> invitationRoutes() {
        var part = Surface.INVITATION_CHANGES;
        return List.of(
                get(INVITATIONS, Surface.INVITATIONS, invitations::list),
                get(INVITATIONS + "/{id}", Surface.INVITATIONS, invitations::get),
                get(INVITATIONS + "/by_token/{token}", Surface.INVITATIONS, invitations::byToken),
                change("POST", INVITATIONS, part, invitations::send),
                change("POST", INVITATIONS + "/{id}/resend", part, invitations::resend),
                change("POST", INVITATIONS + "/{id}/revoke", part, invitations::revoke),
                change("POST", INVITATIONS + "/{id}/accept", part, invitations::accept));
    }

    private List<Route> otherRoutes() {
        return List.of(
                get("/user_management/users", Surface.USERS, users::list),
                get("/user_management/users/{id}", Surface.USERS, users::get),
                get("/events", Surface.EVENTS, events::answer));
    }

    private Route get(String path, Surface surface, Endpoint endpoint) {
        return new Route("GET", path, 0, faults.around(surface, request -> guarded(endpoint, request)));
    }

    private Route change(String method, String path, Surface surface, Endpoint endpoint) {
        return new Route(method, path, BODY_BYTES_MAX, faults.around(surface, request -> guarded(endpoint, request)));
    }

    private Answer guarded(Endpoint endpoint, Request request) {
        try {
            if (!Unguessable.same(request.header("Authorization").orElse(""), "Bearer " + apiKey.reveal())) {
                throw new WorkosRefusal(401, "unauthorized", "Unauthorized");
            }
            return endpoint.answer(request);
        } catch (WorkosRefusal refusal) {
            return Answer.json(refusal.status(), json(refusal));
        }
    }

    private static ObjectNode json(WorkosRefusal refusal) {
        var json = Json.object().put("message", refusal.getMessage()).put("code", refusal.code());
        if (!refusal.field().isEmpty()) {
            json.putArray("errors").addObject().put("field", refusal.field()).put("code", "invalid");
        }
        return json;
    }
}
