package dev.toolbridge.service.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// An event for the audit log.
///
/// @param action the event's name: `key.created`
/// @param object the thing that the event changed
/// @param facts more about it; never a secret
public record AuditEntry(String action, String object, ObjectNode facts) {

    public static AuditEntry of(String action, String object) {
        return new AuditEntry(action, object, Json.object());
    }
}
