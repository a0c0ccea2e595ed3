package dev.toolbridge.api.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.proposal.ProposedHunk;
import dev.toolbridge.api.text.Splice;
import dev.toolbridge.api.text.TextDifference;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of a hunk as HTML. In a line that stands in the place of another, the words that differ are marked.
final class DiffHtml {
    private static final String SAME = "same";
    private static final String GONE = "gone";
    private static final String NEW = "new";

    /// The longest lines whose words are compared.
    private static final int WORDS_LENGTH_MAX = 4_000;

    private final StringBuilder html = new StringBuilder();

    private DiffHtml() {}

    static String of(ProposedHunk hunk) {
        var diff = new DiffHtml();
        switch (hunk.part()) {
            case ProposedHunk.Whole whole ->
                whole.values().forEach(value -> {
                    diff.field(value.field());
                    diff.value(value);
                });
            case ProposedHunk.Value value -> diff.value(value);
            case ProposedHunk.Lines lines -> diff.lines(lines.hunk().lines());
        }
        return diff.html.toString();
    }

    /// A text whose lines are all new.
    static String ofNew(String text) {
        var diff = new DiffHtml();
        List.of(text.split("\n", -1)).forEach(line -> diff.line(NEW, VisibleText.html(line)));
        return diff.html.toString();
    }

    private void field(String name) {
        html.append("<p class=\"field\">").append(VisibleText.html(name)).append("</p>");
    }

    private void value(ProposedHunk.Value value) {
        var lines = new ArrayList<String>();
        lines(value.before()).forEach(line -> lines.add("-" + line));
        lines(value.after()).forEach(line -> lines.add("+" + line));
        lines(lines);
    }

    private static List<String> lines(Optional<JsonNode> value) {
        return value.map(node -> node.isTextual() ? node.textValue() : Json.text(node))
                .map(text -> List.of(text.split("\n", -1)))
                .orElse(List.of());
    }

    /// Lines with their signs, as a unified diff has them.
    private void lines(List<String> lines) {
        int place = 0;
        while (place < lines.size()) {
            int gone = run(lines, place, '-');
            int added = run(lines, gone, '+');
            if (added == place) {
                line(SAME, VisibleText.html(lines.get(place).substring(1)));
                place++;
            } else {
                replaced(texts(lines, place, gone), texts(lines, gone, added));
                place = added;
            }
        }
    }

    /// The place behind the lines with a sign.
    private static int run(List<String> lines, int begin, char sign) {
        int end = begin;
        while (end < lines.size() && lines.get(end).charAt(0) == sign) {
            end++;
        }
        return end;
    }

    private static List<String> texts(List<String> lines, int begin, int end) {
        return lines.subList(begin, end).stream().map(line -> line.substring(1)).toList();
    }

    private void replaced(List<String> before, List<String> after) {
        boolean isEach = before.size() == after.size();
        for (int place = 0; place < before.size(); place++) {
            line(
                    GONE,
                    isEach ? marked(before.get(place), after.get(place), false) : VisibleText.html(before.get(place)));
        }
        for (int place = 0; place < after.size(); place++) {
            line(NEW, isEach ? marked(before.get(place), after.get(place), true) : VisibleText.html(after.get(place)));
        }
    }

    /// One of two lines with the words marked that the other one does not have.
    private static String marked(String before, String after, boolean isNew) {
        String shown = isNew ? after : before;
        if (Math.max(before.length(), after.length()) > WORDS_LENGTH_MAX) {
            return VisibleText.html(shown);
        }
        var marked = new StringBuilder();
        int end = 0;
        int growth = 0;
        for (Splice splice : TextDifference.between(before, after).splices()) {
            int begin = isNew ? splice.begin() + growth : splice.begin();
            int behind = isNew ? begin + splice.text().length() : splice.end();
            marked.append(VisibleText.html(shown.substring(end, begin)));
            if (behind > begin) {
                marked.append("<mark>")
                        .append(VisibleText.html(shown.substring(begin, behind)))
                        .append("</mark>");
            }
            end = behind;
            growth += splice.text().length() - (splice.end() - splice.begin());
        }
        return marked.append(VisibleText.html(shown.substring(end))).toString();
    }

    private void line(String kind, String text) {
        String sign =
                switch (kind) {
                    case GONE -> "<span class=\"sign\"><span class=\"said\">removed: </span>&minus;</span>";
                    case NEW -> "<span class=\"sign\"><span class=\"said\">added: </span>+</span>";
                    default -> "<span class=\"sign\"></span>";
                };
        html.append("<div class=\"line ").append(kind).append("\">").append(sign);
        html.append("<bdi class=\"text\">").append(text).append("</bdi></div>");
    }
}
