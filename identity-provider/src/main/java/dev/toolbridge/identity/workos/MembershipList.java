package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.identity.fault.Fault;
import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.fault.Surface;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.EventData;
import dev.toolbridge.identity.state.Membership;
import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.User;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.List;
import java.util.Optional;

/// `GET /user_management/organization_memberships`.
final class MembershipList {
    private final Directory directory;
    private final Faults faults;

    MembershipList(Directory directory, Faults faults) {
        this.directory = directory;
        this.faults = faults;
    }

    Answer answer(Request request) {
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

    private ObjectNode page(Request request, List<Membership> found) {
        Fault fault = faults.of(Surface.MEMBERSHIPS);
        var seen = fault == Fault.REVOKED ? List.<Membership>of() : found;
        var page = Paging.of(request).page(seen, Membership::id, this::json);
        if (fault == Fault.ENDLESS) {
            page.withObject("list_metadata").put("after", "om_again");
        }
        return page;
    }

    private ObjectNode json(Membership membership) {
        Optional<Organization> organization = directory.organization(membership.organizationId());
        var json = EventData.membership(
                membership, organization.map(Organization::name).orElse(""));
        directory.user(membership.userId()).ifPresent(user -> json.set("user", json(user)));
        return json;
    }

    private static ObjectNode json(User user) {
        var json = dev.toolbridge.service.json.Json.object()
                .put("object", "user")
                .put("id", user.id())
                .put("email", user.email())
                .put("first_name", user.name())
                .putNull("last_name")
                .put("email_verified", true)
                .putNull("profile_picture_url")
                .putNull("last_sign_in_at")
                .putNull("external_id")
                .put("created_at", user.createdAt())
                .put("updated_at", user.createdAt());
        json.putObject("metadata");
        return json;
    }
}
