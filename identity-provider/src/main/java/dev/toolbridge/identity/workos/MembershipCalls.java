package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.identity.fault.Fault;
import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.fault.Surface;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.EventData;
import dev.toolbridge.identity.state.Membership;
import dev.toolbridge.identity.state.Memberships;
import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.List;
import java.util.Optional;

/// `/user_management/organization_memberships`.
final class MembershipCalls {
    private static final int ID_LENGTH_MAX = 255;

    private final Directory directory;
    private final Memberships memberships;
    private final Faults faults;

    MembershipCalls(Directory directory, Memberships memberships, Faults faults) {
        this.directory = directory;
        this.memberships = memberships;
        this.faults = faults;
    }

    Answer list(Request request) {
        var user = request.queryValue("user_id");
        var organization = request.queryValue("organization_id");
        if (user.isEmpty() && organization.isEmpty()) {
            throw new WorkosRefusal(
                    400, "missing_user_id_or_organization_id", "user_id or organization_id is required");
        }
        String statuses =
                request.queryValue("statuses").filter(text -> !text.isEmpty()).orElse(Membership.ACTIVE);
        List<Membership> found = directory.memberships().stream()
                .filter(membership -> user.isEmpty() || user.get().equals(membership.userId()))
                .filter(membership ->
                        organization.isEmpty() || organization.get().equals(membership.organizationId()))
                .filter(membership -> List.of(statuses.split(",", -1)).contains(membership.status()))
                .toList();
        return Answer.json(200, page(request, found));
    }

    Answer get(Request request) {
        return Answer.json(
                200,
                json(memberships
                        .find(request.parameter("id"))
                        .orElseThrow(() -> WorkosRefusal.notFound("Organization membership"))));
    }

    Answer create(Request request) {
        var body = Body.of(request);
        return Answer.json(
                201,
                json(memberships.create(
                        body.requireText("user_id", ID_LENGTH_MAX),
                        body.requireText("organization_id", ID_LENGTH_MAX),
                        role(body).orElse(Memberships.USUAL_ROLE))));
    }

    Answer update(Request request) {
        String id = request.parameter("id");
        return Answer.json(
                200,
                json(role(Body.of(request))
                        .map(role -> memberships.withRole(id, role))
                        .or(() -> memberships.find(id))
                        .orElseThrow(() -> WorkosRefusal.notFound("Organization membership"))));
    }

    Answer deactivate(Request request) {
        return Answer.json(200, json(memberships.deactivated(request.parameter("id"))));
    }

    Answer reactivate(Request request) {
        return Answer.json(200, json(memberships.reactivated(request.parameter("id"))));
    }

    Answer delete(Request request) {
        memberships.delete(request.parameter("id"));
        return Answer.empty(200);
    }

    /// One role, by itself or in a list.
    private static Optional<String> role(Body body) {
        var list = body.find("role_slugs");
        if (list.filter(roles -> !roles.isArray() || roles.size() != 1).isPresent()) {
            throw new WorkosRefusal(
                    422, "multiple_roles_not_enabled", "Multiple roles are not enabled for this environment.");
        }
        return body.text("role_slug", ID_LENGTH_MAX)
                .or(() -> list.map(roles -> roles.path(0).asText()));
    }

    private ObjectNode page(Request request, List<Membership> found) {
        Fault fault = faults.of(Surface.MEMBERSHIPS);
        var seen = fault == Fault.REVOKED ? List.<Membership>of() : found;
        var page = Paging.ordered(request).page(seen, Membership::id, this::json);
        if (fault == Fault.ENDLESS) {
            page.withObject("list_metadata").put("after", "om_again");
        }
        return page;
    }

    private ObjectNode json(Membership membership) {
        Optional<Organization> organization = directory.organization(membership.organizationId());
        var json = EventData.membership(
                membership, organization.map(Organization::name).orElse(""));
        directory.user(membership.userId()).ifPresent(user -> json.set("user", UserCalls.json(user)));
        return json;
    }
}
