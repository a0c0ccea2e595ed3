package dev.toolbridge.service.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// Something that is written down.
///
/// @param action what was done: `key.created`
/// @param object to what
/// @param facts more about it; never a secret
public record AuditEntry(String action, String object, ObjectNode facts) {

    public static AuditEntry of(String action, String object) {
        return new AuditEntry(action, object, Json.object());
    }
}
