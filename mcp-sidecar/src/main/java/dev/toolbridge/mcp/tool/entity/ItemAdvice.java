package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.Advice;
import java.util.Optional;

/// Turns a failure about an item into advice for an assistant.
///
/// @param operation the operation that failed
/// @param uid the item of the operation, if it had one
/// @param items finds the author of a faster change
record ItemAdvice(Operation operation, Optional<String> uid, ItemRequests items) {
    private static final int CLAIM_LENGTH_MAX = 60;

    /// The refusal for an answer other than the expected one.
    ToolRefusal refusal(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Refused refused -> new ToolRefusal(refused(refused));
            case ApiAnswer.TooLong _ ->
                new ToolRefusal("This is too long to be shown. " + tool(Operation.LIST) + " cuts texts.");
            case ApiAnswer other -> general().refusal(other);
        };
    }

    private Advice general() {
        return new Advice(items.caller(), operation.reads());
    }

    private String refused(ApiAnswer.Refused refused) {
        return switch (refused.code()) {
            case NOT_FOUND -> "No " + named() + "; " + tool(Operation.LIST) + " shows those there are.";
            case EXISTS ->
                "Nothing was done: %s. %s changes it; without uid a new one is made."
                        .formatted(refused.text(), tool(Operation.PATCH));
            case DELETED -> deleted(refused.facts());
            case VERSION_MISMATCH -> stale(refused);
            case PARENT_MISSING -> Advice.invalid(refused, "Create it first, or name one that is there.");
            case INVALID_CURSOR ->
                Advice.invalid(refused, "Take nextCursor of a page of this list, or begin without cursor.");
            default -> general().text(refused);
        };
    }

    private String deleted(ObjectNode facts) {
        return "Nothing was done: %s was deleted at %s (version %s). %s with include_deleted still reads it."
                .formatted(
                        named(),
                        facts.path("deletedAt").asText("an unknown time"),
                        facts.path("version").asLong(),
                        tool(Operation.GET));
    }

    /// Names the author of the faster change, from the item's history.
    private String stale(ApiAnswer.Refused refused) {
        Optional<JsonNode> newest = uid.map(items::newestChange)
                .filter(ApiAnswer.Done.class::isInstance)
                .map(answer -> ((ApiAnswer.Done) answer).body().path("items").path(0))
                .filter(entry -> entry.has("version"));
        return newest.map(entry -> "Nothing was done: %s is at version %s by now (%s by %s at %s%s)."
                                .formatted(
                                        named(),
                                        entry.path("version").asLong(),
                                        entry.path("operation").asText("changed"),
                                        entry.at("/actor/user").asText("an unknown user"),
                                        entry.path("at").asText("an unknown time"),
                                        claimed(entry.path("actor"))))
                        .orElseGet(() -> "Nothing was done: " + refused.text() + ".")
                + " Read it with " + tool(Operation.GET) + ", then repeat with its version as if_match.";
    }

    /// The names that the sender of that change gave itself: text like any other that is stored.
    private static String claimed(JsonNode actor) {
        String client = actor.path("claimed_client").asText("");
        String tool = actor.path("claimed_tool").asText("");
        String names = (client.isEmpty() ? "" : " through " + StoredText.inQuotes(client, CLAIM_LENGTH_MAX))
                + (tool.isEmpty() ? "" : " with " + StoredText.inQuotes(tool, CLAIM_LENGTH_MAX));
        return names.isEmpty() ? "" : "; " + StoredText.MARK + names;
    }

    private String named() {
        return items.type().label() + uid.map(id -> " " + id).orElse("");
    }

    private String tool(Operation other) {
        return other.toolName(items.type());
    }
}
