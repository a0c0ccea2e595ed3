package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.JsonLimits;
import java.util.Optional;

/// The id of a JSON-RPC request: a text or a whole number, which may be written `1.0`; `1` and `"1"` are two ids.
public record RequestId(JsonNode value) {

    /// The id as the client wrote it, if it is a valid id. A number must be one that can be written out again.
    public static Optional<RequestId> of(JsonNode node) {
        boolean isWhole = isWithinLimits(node) && node.canConvertToExactIntegral();
        return node.isTextual() || isWhole ? Optional.of(new RequestId(node)) : Optional.empty();
    }

    /// Tells if a value that is sent back can be written out.
    static boolean isWithinLimits(JsonNode value) {
        return JsonLimits.complaint(value).isEmpty();
    }

    /// A spelling that differs for a text and a number.
    @Override
    public String toString() {
        return value.toString();
    }
}
