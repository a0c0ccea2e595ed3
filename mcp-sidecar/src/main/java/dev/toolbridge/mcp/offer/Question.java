package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// A question that only the client can answer, needed in the middle of a request.
///
/// @param capability the capability that the client must have declared for this question
/// @param method the method that asks it
/// @param parameters the parameters of that method
public record Question(String capability, String method, ObjectNode parameters) {

    /// Asks the user to fill in a form.
    ///
    /// @param schema the form's fields: an object of plain values
    public static Question form(String message, ObjectNode schema) {
        var parameters = Json.object().put("mode", "form").put("message", message);
        parameters.set("requestedSchema", schema);
        return new Question("elicitation", "elicitation/create", parameters);
    }

    /// The capability of clients that open an address for their user.
    public static final String BY_ADDRESS = "elicitation.url";

    /// Asks the user to open an address, where nothing that is typed passes through the client.
    ///
    /// @param id names the question
    public static Question address(String message, String url, String id) {
        var parameters = Json.object().put("mode", "url").put("message", message);
        parameters.put("url", url).put("elicitationId", id);
        return new Question(BY_ADDRESS, "elicitation/create", parameters);
    }

    /// Asks the client's model.
    public static Question sampling(ObjectNode parameters) {
        return new Question("sampling", "sampling/createMessage", parameters);
    }

    /// Asks for the folders that the client works in.
    public static Question roots() {
        return new Question("roots", "roots/list", Json.object());
    }

    public ObjectNode json() {
        var json = Json.object().put("method", method);
        json.set("params", parameters);
        return json;
    }
}
