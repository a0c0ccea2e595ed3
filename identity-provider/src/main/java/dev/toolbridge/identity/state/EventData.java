package dev.toolbridge.identity.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
