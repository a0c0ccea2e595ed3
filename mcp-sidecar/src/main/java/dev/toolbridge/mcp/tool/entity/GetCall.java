package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.result.FieldPart;
import dev.toolbridge.mcp.tool.result.Payloads;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one item within the limit of one answer, or a part of one of its fields.
final class GetCall {
    private static final int LENGTH_DEFAULT = 8_000;
    private static final int LENGTH_MAX = 20_000;
    private static final int NAMES_MAX = 50;

    private final ItemRequests items;
    private final ItemAdvice advice;
    private final Arguments arguments;

    GetCall(ItemRequests items, ItemAdvice advice, Arguments arguments) {
        this.items = items;
        this.advice = advice;
        this.arguments = arguments;
    }

    CallToolResult run() {
        Optional<String> field = arguments.text(Parameters.FIELD);
        long offset = arguments.whole(Parameters.OFFSET).orElse(0);
        long length = arguments.whole(Parameters.LENGTH).orElse(LENGTH_DEFAULT);
        boolean partial = arguments.value(Parameters.OFFSET).isPresent()
                || arguments.value(Parameters.LENGTH).isPresent();
        if (field.isEmpty() && partial) {
            throw new ToolRefusal("Nothing was read: offset and length are of a field; name it as field.");
        }
        if (length < 1 || length > LENGTH_MAX) {
            throw new ToolRefusal("Nothing was read: length must be a whole number from 1 to " + LENGTH_MAX + ".");
        }
        ObjectNode item = read();
        return field.map(name -> part(item, new Names(items.type()).inPayload(name), offset, (int) length))
                .orElseGet(() -> ToolResults.item(items.type(), item, Excerpt.of(Payloads.of(item)), List.of()));
    }

    private ObjectNode read() {
        ApiAnswer answer = items.get(arguments.required(Parameters.UID), arguments.flag(Parameters.INCLUDE_DELETED));
        if (answer instanceof ApiAnswer.Done done && done.isItem()) {
            return done.body();
        }
        throw advice.refusal(answer);
    }

    private CallToolResult part(ObjectNode item, String field, long offset, int length) {
        ObjectNode payload = Payloads.of(item);
        JsonNode value = payload.path(field);
        if (value.isMissingNode()) {
            throw new ToolRefusal(
                    "Nothing was read: it has no field %s. Its fields: %s.".formatted(field, names(payload)));
        }
        String whole = Excerpt.text(value);
        int total = whole.codePointCount(0, whole.length());
        if (offset < 0 || offset > total) {
            throw new ToolRefusal("Nothing was read: offset must be a whole number from 0 to %s, the length of %s."
                    .formatted(total, field));
        }
        return ToolResults.part(items.type(), item, FieldPart.of(field, whole, (int) offset, length));
    }

    private static String names(ObjectNode payload) {
        return StoredText.names(
                payload.propertyStream().map(Map.Entry::getKey).limit(NAMES_MAX).toList());
    }
}
