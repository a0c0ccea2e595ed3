package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The id of a JSON-RPC request: a text or a whole number, which may be written `1.0`; `1` and `"1"` are two ids.
public record RequestId(JsonNode value) {

    /// The id as the client wrote it, if it is a valid id.
    public static Optional<RequestId> of(JsonNode node) {
        return node.isTextual() || node.canConvertToExactIntegral()
                ? Optional.of(new RequestId(node))
                : Optional.empty();
    }

    /// A spelling that differs for a text and a number.
    @Override
    public String toString() {
        return value.toString();
    }
}
