package dev.toolbridge.mcp.tool.delivery;

import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.ToolRefusal;

/// Turns a failure into advice for an assistant, whatever was asked for.
///
/// @param caller the sender of the call
/// @param reads true if the call changes nothing
public record Advice(OnBehalf caller, boolean reads) {
    /// The next step after a mistake in the call itself.
    public static final String CORRECT = "Correct that and call again.";

    /// The refusal for an answer other than the expected one.
    public ToolRefusal refusal(ApiAnswer answer) {
        return new ToolRefusal(text(answer));
    }

    /// The text of that refusal.
    public String text(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Refused refused -> refused(refused);
            case ApiAnswer.Unreachable _ ->
                "The workspace cannot be reached at the moment; nothing was done. Call again in a few seconds.";
            case ApiAnswer.Unanswered _ -> unanswered();
            case ApiAnswer.TooLong _ -> "This is too long to be shown. Ask for less.";
            case ApiAnswer.Unreadable _, ApiAnswer.Done _ ->
                "The workspace gave an answer that this server cannot read" + reference()
                        + ". Tell the user; calling again will not help.";
        };
    }

    private String refused(ApiAnswer.Refused refused) {
        String text = refused.text();
        return switch (refused.code()) {
            case UNAUTHORIZED -> "The sign-in is no longer valid: " + text + ". Ask the user to sign in again.";
            case FORBIDDEN -> "Not allowed: " + text + ". Ask the user for that right, or do without.";
            case EPOCH_MISMATCH, RESYNC_REQUIRED, IDEMPOTENCY_IN_FLIGHT -> conflict(refused);
            case HISTORY_GONE -> "Nothing was done: " + text + ". Use a newer version.";
            case TOO_LARGE -> "Too large: " + text + ". Shorten it, or split it into several items.";
            case IDEMPOTENCY_KEY_REUSED ->
                "Nothing was done: that idempotency_key was used for another request. Use a new key.";
            case QUOTA_EXCEEDED ->
                "Nothing was done: " + text + ". Reading and deleting still work; tell the user, who can ask an"
                        + " administrator for more.";
            case RATE_LIMITED -> "Too many requests; nothing was done. Call again " + soon(refused) + ".";
            case UNAVAILABLE ->
                "The workspace cannot answer at the moment; nothing was done. Call again " + soon(refused) + ".";
            case INTERNAL, NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED ->
                "The workspace failed" + reference() + ". " + unanswered();
            default -> invalid(refused, CORRECT);
        };
    }

    /// The advice after a wrong request.
    ///
    /// @param next the next step
    public static String invalid(ApiAnswer.Refused refused, String next) {
        String expected = refused.facts().path("expected").asText("");
        return "Nothing was done: %s%s. %s"
                .formatted(refused.text(), expected.isEmpty() ? "" : "; expected " + expected, next);
    }

    private static String conflict(ApiAnswer.Refused refused) {
        return refused.retryAfterSeconds().isPresent()
                ? "The same request is still being worked on. Call again " + soon(refused) + "."
                : "Nothing was done: " + refused.text() + ". Read again and repeat.";
    }

    private String unanswered() {
        return reads
                ? "No answer came in time. Call again."
                : "No answer came in time: it may have been done or not. Look before you call again.";
    }

    private String reference() {
        return " (correlation id " + caller.correlationId() + ")";
    }

    private static String soon(ApiAnswer.Refused refused) {
        return refused.retryAfterSeconds().isPresent()
                ? "in " + refused.retryAfterSeconds().getAsLong() + " seconds"
                : "in a few seconds";
    }
}
