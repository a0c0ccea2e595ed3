package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.Question;
import dev.toolbridge.mcp.stored.Title;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.result.Payloads;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Asks the user before an item is deleted, if the client can ask. Otherwise the assistant's word counts.
record Confirmation(ItemRequests items, Call call) {
    private static final String NAME = "confirm";

    /// Continues only if the user agrees.
    ///
    /// @throws ToolRefusal if the user does not agree
    void require(String uid) {
        if (call.questions().canAsk("elicitation")) {
            name(uid).ifPresent(this::ask);
        }
    }

    private void ask(String name) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put(NAME, Question.form(text(name), schema()));
        ObjectNode answer = call.questions().ask(questions).get(NAME);
        boolean agreed = answer.path("action").asText().equals("accept")
                && answer.path("content").path(NAME).asBoolean();
        if (!agreed) {
            throw new ToolRefusal("Nothing was deleted: the user did not agree. Do not ask again.");
        }
    }

    /// The name by which the user knows the item; empty when the item does not exist. For a user who may delete
    /// but not read, the question names the uid.
    private Optional<String> name(String uid) {
        return switch (items.get(uid, false)) {
            case ApiAnswer.Done done -> Optional.of(title(done.body()).orElse(uid));
            case ApiAnswer.Refused refused when refused.code() == ErrorCode.FORBIDDEN -> Optional.of(uid);
            case ApiAnswer.Refused _,
                    ApiAnswer.Unreachable _,
                    ApiAnswer.Unanswered _,
                    ApiAnswer.Unreadable _,
                    ApiAnswer.TooLong _ -> Optional.empty();
        };
    }

    private Optional<String> title(ObjectNode item) {
        String stored =
                Payloads.of(item).path(items.type().fields().getFirst().name()).asText("");
        return Optional.of(Title.of(stored)).filter(title -> !title.isBlank());
    }

    /// The warning comes first: stored text stands alone on the last line, where it cannot change the warning.
    private String text(String name) {
        return "Delete the %s? It leaves every list; there is no undo. It is known as:\n%s"
                .formatted(items.type().label(), name);
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
