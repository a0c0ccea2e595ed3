package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.stored.Tokens;

/// A note as Markdown: marked as stored, then quoted, its title as the heading and its text.
final class Markdown {
    private static final int TITLE_LENGTH_MAX = 1_000;
    private static final int TOKENS_MAX = Tokens.ANSWER_MAX - 2_000;

    private Markdown() {}

    static String of(JsonNode item) {
        JsonNode payload = item.path("payload");
        String title = StoredText.inline(payload.path("title").asText(""), TITLE_LENGTH_MAX);
        String content = payload.path("content").asText("");
        String heading = title.isEmpty() ? "" : "> # " + title + "\n>\n";
        String whole = StoredText.quoted(content);
        return Tokens.of(whole) <= TOKENS_MAX
                ? StoredText.MARK + "\n\n" + heading + whole
                : StoredText.MARK + "\n\n" + heading + beginning(content);
    }

    private static String beginning(String content) {
        int length = StoredText.lengthOf(content);
        String part = content;
        while (Tokens.of(StoredText.quoted(part)) > TOKENS_MAX) {
            part = StoredText.beginning(part, StoredText.lengthOf(part) * 3 / 4);
        }
        return "%s%s\n\nCut after %s of %s characters: get_note with field content and offset %s reads on."
                .formatted(
                        StoredText.quoted(part),
                        StoredText.CUT,
                        StoredText.lengthOf(part),
                        length,
                        StoredText.lengthOf(part));
    }
}
