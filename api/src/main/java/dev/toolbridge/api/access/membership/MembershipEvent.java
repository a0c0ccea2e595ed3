package dev.toolbridge.api.access.membership;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// An event of the identity provider. It grants nothing: it drops a remembered answer, or makes us ask again.
sealed interface MembershipEvent {
    /// The kinds of events that we ask for.
    List<String> KINDS = List.of(
            "organization_membership.created",
            "organization_membership.updated",
            "organization_membership.deleted",
            "organization.deleted",
            "user.deleted",
            "session.revoked");

    /// The event's own id, by which a repetition is recognised.
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

    /// An event that does not concern us.
    record Other(String id) implements MembershipEvent {}

    /// The event in a JSON value; empty when it has no id, or does not name the user or tenant concerned.
    static Optional<MembershipEvent> of(JsonNode event) {
        JsonNode data = event.path("data");
        boolean isWhole = isNamed(event.path("id"))
                && isNamed(event.path("event"))
                && subjects(event.path("event").textValue()).stream().allMatch(name -> isNamed(data.path(name)));
        return isWhole ? Optional.of(read(event)) : Optional.empty();
    }

    private static List<String> subjects(String kind) {
        return switch (kind) {
            case "organization_membership.created",
                    "organization_membership.updated",
                    "organization_membership.deleted" -> List.of("user_id", "organization_id");
            case "organization.deleted", "user.deleted", "session.revoked" -> List.of("id");
            default -> List.of();
        };
    }

    private static boolean isNamed(JsonNode text) {
        return text.isTextual() && !text.textValue().isBlank();
    }

    private static MembershipEvent read(JsonNode event) {
        String id = event.path("id").textValue();
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
