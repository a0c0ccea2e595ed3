package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.console.text.WordDifference;
import java.util.ArrayList;
import java.util.List;

/// The changed places of a text, with the words that differ in lines that stand in the place of others.
///
/// @param lines the lines in their order
public record ChangedText(List<Line> lines) {
    private static final char GONE = '-';
    private static final char NEW = '+';

    public ChangedText {
        lines = List.copyOf(lines);
    }

    /// A line of a text.
    ///
    /// @param sign `-` for a line that went, `+` for one that came, a blank for one that stayed
    public record Line(char sign, List<WordDifference.Part> parts) {
        public Line {
            parts = List.copyOf(parts);
        }

        public String kind() {
            return switch (sign) {
                case GONE -> "gone";
                case NEW -> "new";
                default -> "same";
            };
        }
    }

    /// The hunks of one field in the API's difference.
    public static ChangedText of(JsonNode hunks) {
        var lines = new ArrayList<Line>();
        hunks.forEach(hunk -> {
            var texts = new ArrayList<String>();
            hunk.path("lines").forEach(line -> texts.add(line.asText()));
            addAll(lines, texts);
        });
        return new ChangedText(lines);
    }

    /// A text in the place of another.
    public static ChangedText between(String before, String after) {
        var lines = new ArrayList<Line>();
        var texts = new ArrayList<String>();
        before.lines().forEach(line -> texts.add(GONE + line));
        after.lines().forEach(line -> texts.add(NEW + line));
        addAll(lines, texts);
        return new ChangedText(lines);
    }

    private static void addAll(List<Line> lines, List<String> texts) {
        int place = 0;
        while (place < texts.size()) {
            int gone = run(texts, place, GONE);
            int added = run(texts, gone, NEW);
            if (added == place) {
                lines.add(whole(' ', texts.get(place)));
                place++;
            } else {
                replaced(lines, texts.subList(place, gone), texts.subList(gone, added));
                place = added;
            }
        }
    }

    private static void replaced(List<Line> lines, List<String> before, List<String> after) {
        if (before.size() != after.size()) {
            before.forEach(line -> lines.add(whole(GONE, line)));
            after.forEach(line -> lines.add(whole(NEW, line)));
            return;
        }
        var added = new ArrayList<Line>();
        for (int place = 0; place < before.size(); place++) {
            var words = WordDifference.between(text(before.get(place)), text(after.get(place)));
            lines.add(new Line(GONE, words.before()));
            added.add(new Line(NEW, words.after()));
        }
        lines.addAll(added);
    }

    private static int run(List<String> texts, int begin, char sign) {
        int end = begin;
        while (end < texts.size() && texts.get(end).charAt(0) == sign) {
            end++;
        }
        return end;
    }

    private static Line whole(char sign, String line) {
        return new Line(sign, List.of(new WordDifference.Part(text(line), false)));
    }

    private static String text(String line) {
        return MarkdownHtml.visible(line.substring(1));
    }
}
