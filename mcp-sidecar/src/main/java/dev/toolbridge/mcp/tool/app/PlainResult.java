package dev.toolbridge.mcp.tool.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;

/// The result of a tool without a page, to which a page adds.
record PlainResult(String text, ObjectNode structure) {

    static PlainResult of(CallToolResult result) {
        String text = ((TextContent) result.content().getFirst()).text();
        return result.structuredContent() instanceof ObjectNode structure
                ? new PlainResult(text, structure)
                : new PlainResult(text, Json.object());
    }
}
