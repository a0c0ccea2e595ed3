package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.text.HiddenCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Proposals as people read them in a terminal. What is stored may be hostile: nothing of it moves the cursor or hides.
public final class ProposalText {

    private ProposalText() {}

    /// One line for each proposal.
    public static String list(JsonNode list) {
        List<String> lines = list.path("proposals")
                .valueStream()
                .map(proposal -> String.join(
                        "  ",
                        proposal.path("id").asText(),
                        String.format(
                                Locale.ROOT, "%-9s", proposal.path("state").asText()),
                        shown(proposal.path("title").asText())))
                .toList();
        return lines.isEmpty() ? "There are no proposals." : String.join("\n", lines);
    }

    /// A proposal with its hunks, and the page on which it is decided.
    public static String whole(JsonNode proposal) {
        var lines = new ArrayList<String>();
        lines.add(shown(proposal.path("title").asText()) + " ("
                + proposal.path("state").asText() + ")");
        Stream.of("reason", "closingReason")
                .filter(proposal::has)
                .forEach(name -> lines.add(shown(proposal.path(name).asText())));
        proposal.path("operations").forEach(operation -> {
            lines.add("");
            lines.add("%s %s “%s”, version %s"
                    .formatted(
                            operation.path("op").asText(),
                            operation.path("type").asText(),
                            shown(operation.path("title").asText()),
                            operation.path("version").asText()));
            operation.path("hunks").forEach(hunk -> hunk(hunk, lines));
        });
        lines.add("");
        lines.add(page(proposal));
        return String.join("\n", lines);
    }

    /// The page on which a person decides.
    public static String page(JsonNode proposal) {
        return proposal.path("reviewUrl").asText();
    }

    private static void hunk(JsonNode hunk, List<String> lines) {
        lines.add("  " + hunk.path("id").asText() + " "
                + shown(hunk.path("field").asText(hunk.path("kind").asText())));
        hunk.path("lines").forEach(line -> lines.add("    " + shown(line.asText())));
        value("-", hunk.path("before"), lines);
        value("+", hunk.path("after"), lines);
        hunk.path("fields").forEach(field -> {
            value("- " + field.path("field").asText() + ":", field.path("before"), lines);
            value("+ " + field.path("field").asText() + ":", field.path("after"), lines);
        });
    }

    private static void value(String sign, JsonNode value, List<String> lines) {
        if (!value.isMissingNode()) {
            lines.add("    " + shown(sign) + " " + shown(value.isTextual() ? value.textValue() : Json.text(value)));
        }
    }

    /// A text on one line, with hidden characters as their numbers.
    static String shown(String text) {
        var shown = new StringBuilder();
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            if (Character.isISOControl(point) || HiddenCharacters.isAt(text, index)) {
                shown.append(point == '\n' ? "⏎" : String.format(Locale.ROOT, "⟦U+%04X⟧", point));
            } else {
                shown.appendCodePoint(point);
            }
            index += Character.charCount(point);
        }
        return shown.toString();
    }
}
