package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Binding;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.ArrayList;

/// Names the project in the answer of a tool, before anything that is stored.
final class ProjectMark {
    private static final String NAME = "project";

    private ProjectMark() {}

    static CallToolResult on(CallToolResult result, Binding project) {
        var content = new ArrayList<Content>(result.content());
        if (!content.isEmpty() && content.getFirst() instanceof TextContent text) {
            content.set(
                    0,
                    TextContent.builder(NAME + ": " + project.slug() + "\n" + text.text())
                            .build());
        }
        if (result.structuredContent() instanceof ObjectNode structure) {
            structure.put(NAME, project.slug());
        }
        return new CallToolResult(content, result.isError(), result.structuredContent(), result.meta());
    }
}
