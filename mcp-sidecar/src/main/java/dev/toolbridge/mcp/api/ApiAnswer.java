package dev.toolbridge.mcp.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import java.util.OptionalLong;

/// The outcome of a request to the API.
public sealed interface ApiAnswer {

    /// It was carried out; `replayed` says that this is the answer to an earlier delivery of the same request.
    record Done(int status, ObjectNode body, boolean replayed) implements ApiAnswer {

        /// Whether it is an item.
        public boolean isItem() {
            return body.path("uid").isTextual();
        }
    }

    /// It was refused.
    ///
    /// @param status HTTP status
    /// @param code its code in the error catalogue; a refusal that names none has that of its status
    /// @param text the public text
    /// @param facts the whole body, with what else it says
    /// @param retryAfterSeconds when to try again
    record Refused(int status, ErrorCode code, String text, ObjectNode facts, OptionalLong retryAfterSeconds)
            implements ApiAnswer {}

    /// The API cannot be reached; nothing was done.
    record Unreachable() implements ApiAnswer {}

    /// The request was sent and no answer came in time: it may have been carried out.
    record Unanswered() implements ApiAnswer {}

    /// An answer came that is not in the API's form.
    record Unreadable(int status) implements ApiAnswer {}

    /// The answer is longer than the MCP server takes.
    record TooLong() implements ApiAnswer {}
}
