package dev.toolbridge.moving.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.moving.reader.ItemOutput;
import java.util.ArrayList;
import java.util.Set;

/// The content of a message as Markdown. Pictures and files are named in the text and in the report.
record MessageContent(JsonNode content, String where, ItemOutput items) {
    private static final Set<String> HIDDEN =
            Set.of("thoughts", "reasoning_recap", "user_editable_context", "model_editable_context");

    static boolean isHidden(JsonNode content) {
        return HIDDEN.contains(content.path("content_type").asText(""));
    }

    String text() {
        var parts = new ArrayList<String>();
        if (content.path("content_type").asText("").equals("code")) {
            parts.add(fenced(
                    content.path("language").asText("").replace("unknown", ""),
                    content.path("text").asText("")));
        } else if (content.path("text").isTextual()) {
            parts.add(content.path("text").textValue());
        }
        for (JsonNode part : content.path("parts")) {
            parts.add(part.isTextual() ? part.textValue() : other(part));
        }
        parts.removeIf(String::isBlank);
        return String.join("\n\n", parts);
    }

    private static String fenced(String language, String code) {
        String fence = code.contains("```") ? "~~~~" : "```";
        return code.isEmpty() ? "" : fence + language + "\n" + code + "\n" + fence;
    }

    private String other(JsonNode part) {
        if (part.path("text").isTextual()) {
            return part.path("text").textValue();
        }
        String pointer = part.path("asset_pointer")
                .asText(part.path("audio_asset_pointer").path("asset_pointer").asText(""));
        String kind = part.path("content_type").asText("").contains("image") ? "picture" : "file";
        items.leftOut(kind, where, pointer.isEmpty() ? part.path("content_type").asText("part") : pointer);
        return pointer.isEmpty() ? "" : "[" + kind + "](" + pointer + ")";
    }
}
