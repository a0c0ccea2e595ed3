package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;

/// A note as Markdown: its title as the heading, then its text.
final class Markdown {

    private Markdown() {}

    static String of(JsonNode item) {
        JsonNode payload = item.path("payload");
        String title = payload.path("title").asText("").replaceAll("\\s+", " ").strip();
        String content = payload.path("content").asText("");
        return (title.isEmpty() ? "" : "# " + title + "\n\n") + content;
    }
}
