package dev.toolbridge.tenants.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// The input of the operation that brings a tenant's new name and new administrators to its organisation.
public final class IdentityInput {
    /// True if the tenant has another name.
    public static final String RENAMED = "renamed";

    /// The addresses of the people to invite.
    public static final String INVITED = "invited";

    private IdentityInput() {}

    public static ObjectNode of(boolean isRenamed, List<String> invited) {
        ObjectNode input = Json.object().put(RENAMED, isRenamed);
        invited.forEach(input.putArray(INVITED)::add);
        return input;
    }
}
