package dev.toolbridge.mcp.tool.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.Question;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;

/// The user's agreement to a deletion, asked for through the client. Where the client cannot ask, the assistant's
/// word counts.
///
/// @param call the call that deletes
public record Agreement(Call call) {
    private static final String NAME = "confirm";

    public boolean canAsk() {
        return call.questions().canAsk("elicitation");
    }

    /// Continues only if the user agrees.
    ///
    /// @throws ToolRefusal if the user does not agree
    public void require(String question) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put(NAME, Question.form(question, schema()));
        ObjectNode answer = call.questions().ask(questions).get(NAME);
        boolean agreed = answer.path("action").asText().equals("accept")
                && answer.path("content").path(NAME).asBoolean();
        if (!agreed) {
            throw new ToolRefusal("Nothing was deleted: the user did not agree. Do not ask again.");
        }
    }

    private static ObjectNode schema() {
        var schema = Json.object().put("type", "object");
        schema.putObject("properties")
                .putObject(NAME)
                .put("type", "boolean")
                .put("title", "Delete it")
                .put("default", false);
        schema.putArray("required").add(NAME);
        return schema;
    }
}
