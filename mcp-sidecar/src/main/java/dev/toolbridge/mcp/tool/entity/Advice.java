package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.tool.ToolRefusal;
import java.util.Optional;

/// Turns a failure into advice for an assistant.
///
/// @param operation the operation that failed
/// @param uid the item of the operation, if it had one
/// @param items finds the author of a faster change
record Advice(Operation operation, Optional<String> uid, ItemRequests items) {
    /// The refusal for an answer other than the expected one.
    ToolRefusal refusal(ApiAnswer answer) {
        return new ToolRefusal(
                switch (answer) {
                    case ApiAnswer.Refused refused -> refused(refused);
                    case ApiAnswer.Unreachable _ ->
                        "The workspace cannot be reached at the moment; nothing was done. Call again in a few seconds.";
                    case ApiAnswer.Unanswered _ -> unanswered();
                    case ApiAnswer.TooLong _ ->
                        "This is too long to be shown. " + tool(Operation.LIST) + " cuts texts.";
                    case ApiAnswer.Unreadable _, ApiAnswer.Done _ ->
                        "The workspace gave an answer that this server cannot read" + reference()
                                + ". Tell the user; calling again will not help.";
                });
    }

    private String refused(ApiAnswer.Refused refused) {
        String text = refused.text();
        return switch (refused.code()) {
            case UNAUTHORIZED -> "The sign-in is no longer valid: " + text + ". Ask the user to sign in again.";
            case FORBIDDEN -> "Not allowed: " + text + ". Ask the user for that right, or do without.";
            case NOT_FOUND -> "No " + named() + "; " + tool(Operation.LIST) + " shows those there are.";
            case EXISTS ->
                "Nothing was done: %s. %s changes it; without uid a new one is made."
                        .formatted(text, tool(Operation.PATCH));
            case EPOCH_MISMATCH, RESYNC_REQUIRED, IDEMPOTENCY_IN_FLIGHT -> conflict(refused);
            case DELETED -> deleted(refused.facts());
            case HISTORY_GONE -> "Nothing was done: " + text + ". Use a newer version.";
            case VERSION_MISMATCH -> stale(refused);
            case TOO_LARGE -> "Too large: " + text + ". Shorten it, or split it into several items.";
            case IDEMPOTENCY_KEY_REUSED ->
                "Nothing was done: that idempotency_key was used for another request. Use a new key.";
            case RATE_LIMITED -> "Too many requests; nothing was done. Call again " + soon(refused) + ".";
            case UNAVAILABLE ->
                "The workspace cannot answer at the moment; nothing was done. Call again " + soon(refused) + ".";
            case INTERNAL, NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> fault();
            case PARENT_MISSING -> invalid(refused, "Create it first, or name one that is there.");
            case INVALID_CURSOR -> invalid(refused, "Take nextCursor of a page of this list, or begin without cursor.");
            default -> invalid(refused, "Correct that and call again.");
        };
    }

    private static String invalid(ApiAnswer.Refused refused, String next) {
        String expected = refused.facts().path("expected").asText("");
        return "Nothing was done: %s%s. %s"
                .formatted(refused.text(), expected.isEmpty() ? "" : "; expected " + expected, next);
    }

    private static String conflict(ApiAnswer.Refused refused) {
        return refused.retryAfterSeconds().isPresent()
                ? "The same request is still being worked on. Call again " + soon(refused) + "."
                : "Nothing was done: " + refused.text() + ". Read again and repeat.";
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
        return newest.map(entry -> "Nothing was done: %s is at version %s by now (%s by %s at %s)."
                                .formatted(
                                        named(),
                                        entry.path("version").asLong(),
                                        entry.path("operation").asText("changed"),
                                        who(entry.path("actor")),
                                        entry.path("at").asText("an unknown time")))
                        .orElseGet(() -> "Nothing was done: " + refused.text() + ".")
                + " Read it with " + tool(Operation.GET) + ", then repeat with its version as if_match.";
    }

    private static String who(JsonNode actor) {
        String user = actor.path("user").asText("an unknown user");
        String client = actor.path("claimed_client").asText("");
        String tool = actor.path("claimed_tool").asText("");
        return user + (client.isEmpty() ? "" : " through " + client) + (tool.isEmpty() ? "" : " with " + tool);
    }

    private String unanswered() {
        return operation.reads()
                ? "No answer came in time. Call again."
                : "No answer came in time: it may have been done or not. Look before you call again.";
    }

    private String fault() {
        return "The workspace failed" + reference() + ". " + unanswered();
    }

    private String reference() {
        return " (correlation id " + items.caller().correlationId() + ")";
    }

    private String named() {
        return items.type().label() + uid.map(id -> " " + id).orElse("");
    }

    private String tool(Operation other) {
        return other.toolName(items.type());
    }

    private static String soon(ApiAnswer.Refused refused) {
        return refused.retryAfterSeconds().isPresent()
                ? "in " + refused.retryAfterSeconds().getAsLong() + " seconds"
                : "in a few seconds";
    }
}
