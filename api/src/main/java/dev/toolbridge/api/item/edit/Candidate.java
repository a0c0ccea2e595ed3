package dev.toolbridge.api.item.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// A place in a text that an edit may have meant.
///
/// @param line its line, from 1
/// @param text the text there, cut if it is long
/// @param differs the ways in which it differs from the text that was looked for
/// @param distance the number of characters to change, or 0
record Candidate(int line, String text, List<String> differs, int distance) {
    static final int CANDIDATES_MAX = 3;

    private static final int TEXT_MAX = 200;

    Candidate {
        differs = List.copyOf(differs);
    }

    /// The first places of a text that occurs more often than it should, each with its whole line.
    static List<Candidate> of(Occurrences occurrences, String text) {
        return occurrences.places().stream()
                .limit(CANDIDATES_MAX)
                .map(place -> new Candidate(line(text, place), lineAround(text, place), List.of(), 0))
                .toList();
    }

    static int line(String text, int place) {
        return 1 + (int) text.chars().limit(place).filter(one -> one == '\n').count();
    }

    private static String lineAround(String text, int place) {
        int begin = text.lastIndexOf('\n', place - 1) + 1;
        int end = text.indexOf('\n', place);
        return text.substring(begin, end < 0 ? text.length() : Math.max(begin, end));
    }

    ObjectNode json() {
        var json = Json.object().put("line", line).put("text", cut());
        differs.forEach(json.withArray("differs")::add);
        return distance > 0 ? json.put("distance", distance) : json;
    }

    private String cut() {
        if (text.length() <= TEXT_MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
        return text.substring(0, end) + "…";
    }
}
