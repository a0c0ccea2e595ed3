package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.stateless.StatelessEra;
import dev.toolbridge.service.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The headers of a request without a session: they repeat parts of the body, so that a proxy can route by
/// them; a false header could bypass such a proxy (2026-07-28, Transports, Standard Request Headers).
final class StatelessHeaders {
    static final String VERSION = "MCP-Protocol-Version";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    /// Methods whose object has a name, and the parameter that holds it.
    private static final Map<String, String> NAMED =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

    /// The encoded form of a value that is not plain ASCII.
    private static final Pattern ENCODED = Pattern.compile("=\\?base64\\?([A-Za-z0-9+/]*={0,2})\\?=");

    private StatelessHeaders() {}

    /// Refuses headers that differ from the message, then an unsupported revision.
    static void check(Request http, Message.Request message) {
        String revision = StatelessEra.revision(message);
        require(http, VERSION, revision);
        StatelessEra.requireRevision(revision);
        require(http, METHOD, message.method());
        JsonNode name = message.parameters().path(NAMED.getOrDefault(message.method(), ""));
        if (name.isTextual()) {
            require(http, NAME, name.textValue());
        }
    }

    private static void require(Request http, String header, String expected) {
        Optional<String> given = http.header(header).map(String::strip);
        if (given.isEmpty()) {
            throw ProtocolError.headerMismatch("header " + header + " is missing");
        }
        if (decoded(given.get()).filter(expected::equals).isEmpty()) {
            throw ProtocolError.headerMismatch("header " + header + " does not say what the body says");
        }
    }

    /// The value, decoded if it has the encoded form; empty if it has that form and cannot be decoded.
    private static Optional<String> decoded(String value) {
        var encoded = ENCODED.matcher(value);
        if (!encoded.matches()) {
            return Optional.of(value);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded.group(1));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
