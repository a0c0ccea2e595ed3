package dev.toolbridge.mcp.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import java.util.OptionalLong;

/// The outcome of a request to the API.
public sealed interface ApiAnswer {

    /// The request was carried out; `replayed` marks the answer to an earlier delivery of the same request.
    record Done(int status, ObjectNode body, boolean replayed) implements ApiAnswer {

        /// Tells if the body is an item.
        public boolean isItem() {
            return body.path("uid").isTextual();
        }
    }

    /// The request was refused.
    ///
    /// @param status the HTTP status
    /// @param code its code in the error catalogue; a refusal without a code gets that of its status
    /// @param text the public text
    /// @param facts the whole body with its other members
    /// @param retryAfterSeconds the seconds until the next attempt
    record Refused(int status, ErrorCode code, String text, ObjectNode facts, OptionalLong retryAfterSeconds)
            implements ApiAnswer {}

    /// The API cannot be reached; nothing was done.
    record Unreachable() implements ApiAnswer {}

    /// The request was sent and no answer came in time: it may have been carried out.
    record Unanswered() implements ApiAnswer {}

    /// The answer is not in the API's form.
    record Unreadable(int status) implements ApiAnswer {}

    /// The answer is longer than the limit of the MCP server.
    record TooLong() implements ApiAnswer {}
}
