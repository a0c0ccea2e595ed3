package dev.toolbridge.api.item.edit;

import java.util.ArrayList;
import java.util.List;

/// The places of a text inside another, also where they overlap.
///
/// @param places the first of them, as many as an edit may expect
/// @param count the number of all
record Occurrences(String find, List<Integer> places, int count) {

    Occurrences {
        places = List.copyOf(places);
    }

    /// Finds them in a time that does not depend on the texts (D. Knuth, J. Morris, V. Pratt, "Fast pattern matching in
    /// strings").
    static Occurrences of(String find, String text) {
        int[] fallbacks = fallbacks(find);
        var places = new ArrayList<Integer>();
        int count = 0;
        int same = 0;
        for (int end = 0; end < text.length(); end++) {
            same = extended(find, fallbacks, same, text.charAt(end));
            if (same == find.length()) {
                count++;
                if (places.size() < Edits.COUNT_MAX) {
                    places.add(end + 1 - same);
                }
                same = fallbacks[same - 1];
            }
        }
        return new Occurrences(find, places, count);
    }

    /// For each beginning of the text, the length of the longest shorter beginning that it ends with.
    private static int[] fallbacks(String find) {
        int[] fallbacks = new int[find.length()];
        for (int end = 1; end < find.length(); end++) {
            fallbacks[end] = extended(find, fallbacks, fallbacks[end - 1], find.charAt(end));
        }
        return fallbacks;
    }

    /// The number of characters that are the same, after one more.
    private static int extended(String find, int[] fallbacks, int same, char next) {
        int length = same;
        while (length > 0 && find.charAt(length) != next) {
            length = fallbacks[length - 1];
        }
        return find.charAt(length) == next ? length + 1 : length;
    }

    boolean areOverlapping() {
        for (int index = 1; index < places.size(); index++) {
            if (places.get(index) < places.get(index - 1) + find.length()) {
                return true;
            }
        }
        return false;
    }
}
