package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.protocol.Call;
import dev.toolbridge.mcp.protocol.Question;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;

/// Asks the user before an item is deleted, where the client can ask. Without that, the assistant's word counts.
record Confirmation(ItemRequests items, Call call) {
    private static final String NAME = "confirm";
    private static final int TITLE_LENGTH_MAX = 100;

    /// Goes on only if the user agrees.
    ///
    /// @throws ToolRefusal if the user does not
    void require(String uid) {
        if (!call.questions().canAsk("elicitation") || !(items.get(uid, false) instanceof ApiAnswer.Done done)) {
            return;
        }
        var questions = new LinkedHashMap<String, Question>();
        questions.put(NAME, Question.form(text(done.body()), schema()));
        ObjectNode answer = call.questions().ask(questions).get(NAME);
        boolean agreed = answer.path("action").asText().equals("accept")
                && answer.path("content").path(NAME).asBoolean();
        if (!agreed) {
            throw new ToolRefusal("Nothing was deleted: the user did not agree. Do not ask again.");
        }
    }

    private String text(ObjectNode item) {
        EntityType type = items.type();
        String title = item.path("payload")
                .path(type.fields().getFirst().name())
                .asText("")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        String named = title.isEmpty() ? item.path("uid").asText() : "\"" + shortened(title) + "\"";
        return "Delete the %s %s? It leaves every list; there is no undo.".formatted(type.label(), named);
    }

    private static String shortened(String title) {
        return title.codePointCount(0, title.length()) <= TITLE_LENGTH_MAX
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE_LENGTH_MAX)) + "…";
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
