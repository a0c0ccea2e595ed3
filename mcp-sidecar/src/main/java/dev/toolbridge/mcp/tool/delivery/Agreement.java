package dev.toolbridge.mcp.tool.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.Question;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;

/// The user's agreement to a deletion or an undo, asked for through the client. Where the client cannot ask to delete,
/// the assistant's word counts.
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
        require(question, "Delete it", "Nothing was deleted");
    }

    /// The same for another change.
    ///
    /// @param title the words of the choice
    /// @param otherwise the outcome if the user does not agree
    public void require(String question, String title, String otherwise) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put(NAME, Question.form(question, schema(title)));
        ObjectNode answer = call.questions().ask(questions).get(NAME);
        boolean agreed = answer.path("action").asText().equals("accept")
                && answer.path("content").path(NAME).asBoolean();
        if (!agreed) {
            throw new ToolRefusal(otherwise + ": the user did not agree. Do not ask again.");
        }
    }

    private static ObjectNode schema(String title) {
        var schema = Json.object().put("type", "object");
        schema.putObject("properties")
                .putObject(NAME)
                .put("type", "boolean")
                .put("title", title)
                .put("default", false);
        schema.putArray("required").add(NAME);
        return schema;
    }
}
