package dev.toolbridge.api.access.membership;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What the identity provider says has happened. An event never grants anything: it ends what is remembered, or makes
/// us ask again.
sealed interface MembershipEvent {
    /// The kinds that we want to hear of.
    List<String> KINDS = List.of(
            "organization_membership.created",
            "organization_membership.updated",
            "organization_membership.deleted",
            "organization.deleted",
            "user.deleted",
            "session.revoked");

    /// The event's own id, by which it is recognised when it comes again.
    String id();

    /// A membership is over.
    record Ended(String id, String membershipId, String user, String tenant) implements MembershipEvent {}

    /// A membership is new or different.
    record Altered(String id, String user, String tenant) implements MembershipEvent {}

    /// A user is gone.
    record UserGone(String id, String user) implements MembershipEvent {}

    /// An organisation is gone.
    record TenantGone(String id, String tenant) implements MembershipEvent {}

    /// A user's session is over.
    record SessionEnded(String id, String session) implements MembershipEvent {}

    /// Something that is not our business.
    record Other(String id) implements MembershipEvent {}

    static MembershipEvent of(JsonNode event) {
        String id = event.path("id").asText();
        JsonNode data = event.path("data");
        String dataId = data.path("id").asText();
        String user = data.path("user_id").asText();
        String tenant = data.path("organization_id").asText();
        return switch (event.path("event").asText()) {
            case "organization_membership.deleted" -> new Ended(id, dataId, user, tenant);
            case "organization_membership.updated", "organization_membership.created" ->
                data.path("status").asText().equals("active")
                        ? new Altered(id, user, tenant)
                        : new Ended(id, dataId, user, tenant);
            case "organization.deleted" -> new TenantGone(id, dataId);
            case "user.deleted" -> new UserGone(id, dataId);
            case "session.revoked" -> new SessionEnded(id, dataId);
            default -> new Other(id);
        };
    }
}
