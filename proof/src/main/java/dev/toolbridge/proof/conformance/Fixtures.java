package dev.toolbridge.proof.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The content of the suite's fixtures.
final class Fixtures {
    /// One red point.
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /// A moment of silence.
    static final String WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    /// A schema with the words of JSON Schema 2020-12.
    static final Map<String, Object> SCHEMA = Map.of(
            "$schema",
            "https://json-schema.org/draft/2020-12/schema",
            "type",
            "object",
            "$defs",
            Map.of(
                    "address",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("street", Map.of("type", "string"), "city", Map.of("type", "string")))),
            "properties",
            Map.of("name", Map.of("type", "string"), "address", Map.of("$ref", "#/$defs/address")),
            "additionalProperties",
            false);

    private Fixtures() {}

    static CallToolResult text(String text) {
        return CallToolResult.builder().addTextContent(text).isError(false).build();
    }

    static CallToolResult content(Content... contents) {
        var result = CallToolResult.builder().isError(false);
        for (Content content : contents) {
            result.addContent(content);
        }
        return result.build();
    }

    static TextResourceContents resource(String uri, String mediaType, String text) {
        return TextResourceContents.builder(uri, text).mimeType(mediaType).build();
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
