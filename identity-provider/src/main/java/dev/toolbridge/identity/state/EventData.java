package dev.toolbridge.identity.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.service.json.Json;

/// The bodies of memberships and events as WorkOS writes them.
public final class EventData {

    private EventData() {}

    public static ObjectNode membership(Membership membership, String organizationName) {
        var json = Json.object()
                .put("object", "organization_membership")
                .put("id", membership.id())
                .put("user_id", membership.userId())
                .put("organization_id", membership.organizationId())
                .put("organization_name", organizationName)
                .put("status", membership.status())
                .put("directory_managed", false)
                .put("created_at", membership.createdAt())
                .put("updated_at", membership.updatedAt());
        json.putObject("role").put("slug", membership.role());
        json.putArray("roles").addObject().put("slug", membership.role());
        json.putObject("custom_attributes");
        return json;
    }

    public static ObjectNode organization(Organization organization) {
        var json = Json.object()
                .put("object", "organization")
                .put("id", organization.id())
                .put("name", organization.name())
                .put("allow_profiles_outside_organization", false)
                .put("created_at", organization.createdAt())
                .put("updated_at", organization.updatedAt());
        json.set("external_id", orNull(organization.externalId()));
        var metadata = json.putObject("metadata");
        organization.metadata().forEach(metadata::put);
        var domains = json.putArray("domains");
        organization.domains().forEach(domain -> domains.addObject()
                .put("object", "organization_domain")
                .put("id", domain.id())
                .put("organization_id", organization.id())
                .put("domain", domain.domain())
                .put("state", domain.state())
                .put("verification_strategy", "manual")
                .put("created_at", domain.createdAt())
                .put("updated_at", domain.createdAt()));
        return json;
    }

    /// An invitation without the token that accepts it, as events have it.
    ///
    /// @param state its state at the moment
    public static ObjectNode invitation(Invitation invitation, String state) {
        boolean accepted = state.equals(Invitation.ACCEPTED);
        var json = Json.object()
                .put("object", "invitation")
                .put("id", invitation.id())
                .put("email", invitation.email())
                .put("state", state)
                .put("expires_at", invitation.expiresAt())
                .put("organization_id", invitation.organizationId())
                .put("role_slug", invitation.role())
                .put("created_at", invitation.createdAt())
                .put("updated_at", invitation.updatedAt());
        json.set("accepted_at", orNull(accepted ? invitation.settledAt() : ""));
        json.set("revoked_at", orNull(accepted ? "" : invitation.settledAt()));
        json.set("inviter_user_id", orNull(invitation.inviterId()));
        json.set("accepted_user_id", orNull(invitation.acceptedUserId()));
        return json;
    }

    /// JSON's null stands for what is empty here.
    private static JsonNode orNull(String text) {
        return text.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(text);
    }

    static ObjectNode session(Grant grant, String at) {
        var json = Json.object()
                .put("object", "session")
                .put("id", grant.sessionId())
                .put("user_id", grant.userId())
                .put("status", "revoked")
                .put("auth_method", "password")
                .put("created_at", at)
                .put("updated_at", at)
                .put("ended_at", at);
        if (!grant.organizationId().isEmpty()) {
            json.put("organization_id", grant.organizationId());
        }
        return json;
    }

    public static ObjectNode event(Event event) {
        var json = Json.object().put("object", "event").put("id", event.id()).put("event", event.event());
        json.set("data", event.data());
        json.putObject("context");
        return json.put("created_at", event.createdAt());
    }
}
