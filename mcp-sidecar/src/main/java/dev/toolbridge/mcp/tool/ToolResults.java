package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;

/// Answers of tools: compact text for a reader, and beside it the same as structure.
final class ToolResults {

    private ToolResults() {}

    /// One item, after remarks about what was done.
    static CallToolResult item(EntityType type, ObjectNode item, List<String> remarks) {
        var lines = new ArrayList<>(remarks);
        String deleted =
                item.has("deletedAt") ? ", deleted " + item.path("deletedAt").asText() : "";
        lines.add("%s %s, version %s, changed %s%s."
                .formatted(
                        type.label(),
                        item.path("uid").asText(),
                        item.path("version").asLong(),
                        item.path("updatedAt").asText(),
                        deleted));
        ObjectNode payload = StoredText.payload(type, item);
        lines.addAll(Dates.said(type, payload));
        lines.add(StoredText.MARK);
        lines.add(StoredText.line(payload));
        return result(lines, item);
    }

    /// A page of items.
    static CallToolResult page(EntityType type, ItemPage page) {
        var lines = new ArrayList<String>();
        String count =
                page.items().isEmpty() ? "No" : Integer.toString(page.items().size());
        lines.add(count + " " + type.plural().replace('_', ' ') + ", newest change first.");
        lines.addAll(page.remarks());
        if (!page.items().isEmpty()) {
            lines.add(StoredText.MARK);
        }
        for (ObjectNode item : page.items()) {
            ObjectNode brief = Json.object().setAll(item);
            lines.add(StoredText.line(brief.set("payload", StoredText.payload(type, item))));
        }
        return result(lines, page.structure());
    }

    static CallToolResult refusal(String text) {
        return CallToolResult.builder().addTextContent(text).isError(true).build();
    }

    private static CallToolResult result(List<String> lines, JsonNode structure) {
        return CallToolResult.builder()
                .addTextContent(String.join("\n", lines))
                .structuredContent(structure)
                .isError(false)
                .build();
    }
}
