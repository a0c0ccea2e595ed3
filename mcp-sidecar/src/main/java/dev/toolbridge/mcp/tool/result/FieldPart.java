package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.stored.Tokens;
import dev.toolbridge.service.json.Json;

/// A part of a field that is too long for one answer.
///
/// @param field the name of the field in the payload
/// @param text the part
/// @param offset the first of its characters (code points)
/// @param total the number of characters of the whole field
public record FieldPart(String field, String text, int offset, int total) {
    private static final int NAME_LENGTH_MAX = 200;

    /// That many characters of a field's text from an offset on; fewer when they would cost too many tokens.
    public static FieldPart of(String field, String whole, int offset, int lengthMax) {
        int total = StoredText.lengthOf(whole);
        var part = new FieldPart(field, StoredText.part(whole, offset, lengthMax), offset, total);
        while (Tokens.of(StoredText.line(part.shown())) > Excerpt.TOKENS_MAX) {
            part = new FieldPart(field, StoredText.part(part.text, 0, part.length() * 3 / 4), offset, total);
        }
        return part;
    }

    ObjectNode structure() {
        ObjectNode structure = Json.object().put("field", name());
        return structure
                .put("offset", offset)
                .put("length", length())
                .put("of", total)
                .put("text", StoredText.shown(text));
    }

    ObjectNode shown() {
        return Json.object().set(name(), TextNode.valueOf(StoredText.shown(text)));
    }

    String sentence() {
        int next = offset + length();
        return "%s characters from offset %s of %s; %s"
                .formatted(
                        length(), offset, total, next < total ? "go on with offset " + next + "." : "that is the end.");
    }

    private String name() {
        return StoredText.cut(field, NAME_LENGTH_MAX);
    }

    private int length() {
        return StoredText.lengthOf(text);
    }
}
