package dev.toolbridge.api.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// The reason why an import ended early.
///
/// @param code names it, for programs
/// @param text a sentence for people
public record ImportFailure(String code, String text) {

    /// The reason as it is stored and shown.
    public ObjectNode json() {
        return Json.object().put("code", code).put("text", text);
    }
}
