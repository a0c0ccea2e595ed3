package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.console.text.WordDifference.Part;
import java.util.ArrayList;
import java.util.List;

/// An item that a search has found.
///
/// @param json the hit as the API tells it
public record Hit(JsonNode json) {

    public String type() {
        return json.path("type").asText();
    }

    public String title() {
        return MarkdownHtml.visible(json.path("title").asText());
    }

    public String updatedAt() {
        return json.path("updatedAt").asText();
    }

    /// The path of the page that shows it: of a message that of its chat; empty if there is none.
    public String address() {
        JsonNode shown = List.of("chat_message", "comment").contains(type()) ? json.path("parent") : json;
        return ItemView.address(shown.path("type").asText(), shown.path("uid").asText());
    }

    /// The snippets, each in parts: those with a mark are the found words.
    public List<List<Part>> snippets() {
        var snippets = new ArrayList<List<Part>>();
        json.path("snippets").forEach(snippet -> snippets.add(parts(snippet)));
        return snippets;
    }

    /// The places of marks are in code points.
    private static List<Part> parts(JsonNode snippet) {
        String text = snippet.path("text").asText();
        var parts = new ArrayList<Part>();
        int end = 0;
        for (JsonNode mark : snippet.path("marks")) {
            int from = text.offsetByCodePoints(0, mark.path(0).asInt());
            int to = text.offsetByCodePoints(0, mark.path(1).asInt());
            parts.add(new Part(MarkdownHtml.visible(text.substring(end, from)), false));
            parts.add(new Part(MarkdownHtml.visible(text.substring(from, to)), true));
            end = to;
        }
        parts.add(new Part(MarkdownHtml.visible(text.substring(end)), false));
        return parts;
    }
}
