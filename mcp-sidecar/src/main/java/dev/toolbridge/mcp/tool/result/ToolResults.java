package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Today;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answers of tools: compact text for a reader, and the same content as structure. Both mark stored data.
public final class ToolResults {
    private static final int MINUTE_LENGTH = 16;

    private ToolResults() {}

    /// The shown part of an item, after remarks about the work that was done.
    public static CallToolResult item(EntityType type, ObjectNode item, Excerpt excerpt, List<String> remarks) {
        var lines = new ArrayList<>(remarks);
        lines.add(state(type, item));
        ObjectNode written = Payloads.written(type, excerpt.fields());
        lines.addAll(Dates.said(type, written));
        excerpt.remark("get_" + type.name()).ifPresent(lines::add);
        lines.add(StoredText.MARK);
        lines.add(StoredText.line(written));
        ObjectNode structure = marked(item);
        structure.set("payload", excerpt.fields());
        excerpt.tell(structure);
        return result(lines, structure);
    }

    /// A part of a field of an item.
    public static CallToolResult part(EntityType type, ObjectNode item, FieldPart part) {
        ObjectNode structure = marked(item);
        structure.set("payload", Json.object());
        structure.set("part", part.structure());
        return result(
                List.of(state(type, item), part.sentence(), StoredText.MARK, StoredText.line(part.shown())), structure);
    }

    /// A page of items.
    ///
    /// @param order the order of the items in words
    /// @param today the present day, for items with dates
    public static CallToolResult page(EntityType type, String order, ItemPage page, Optional<Today> today) {
        var lines = new ArrayList<String>();
        today.map(Today::sentence).ifPresent(lines::add);
        String count =
                page.items().isEmpty() ? "No" : Integer.toString(page.items().size());
        lines.add(count + " " + type.plural().replace('_', ' ') + ", " + order + page.days() + ".");
        lines.addAll(page.remarks());
        if (!page.items().isEmpty()) {
            lines.add(StoredText.MARK);
        }
        page.items().forEach(item -> lines.add(ItemLine.of(type, item, page.isBrief())));
        return result(lines, page.structure());
    }

    /// The API's own data about an item, beside its payload.
    private static ObjectNode marked(ObjectNode item) {
        return StoredText.marked().setAll(item);
    }

    private static String state(EntityType type, ObjectNode item) {
        String deleted =
                item.has("deletedAt") ? ", deleted " + item.path("deletedAt").asText() : "";
        return "%s %s, version %s, changed %s%s."
                .formatted(
                        type.label(),
                        item.path("uid").asText(),
                        item.path("version").asLong(),
                        minute(item.path("updatedAt").asText()),
                        deleted);
    }

    /// A time without its seconds, which the structure has.
    private static String minute(String time) {
        return time.endsWith("Z") && time.length() > MINUTE_LENGTH ? time.substring(0, MINUTE_LENGTH) + "Z" : time;
    }

    /// An answer of lines, and the same as structure.
    public static CallToolResult result(List<String> lines, JsonNode structure) {
        return CallToolResult.builder()
                .addTextContent(String.join("\n", lines))
                .structuredContent(structure)
                .isError(false)
                .build();
    }
}
