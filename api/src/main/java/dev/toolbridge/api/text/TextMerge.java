package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The text that has the changes of two others with a common base. Nothing that either of them inserted is lost: where
/// both replaced the same words, both texts stay, that of the first one ahead. What both changed alike is changed once.
///
/// @param overlaps the places where both replaced the same words
public record TextMerge(String text, List<Overlap> overlaps) {

    public TextMerge {
        overlaps = List.copyOf(overlaps);
    }

    /// A place where both replaced the same words.
    ///
    /// @param begin its first unit in the merged text
    /// @param end the unit behind it
    /// @param first the text of the first one
    /// @param second the text of the second one
    public record Overlap(int begin, int end, String first, String second) {}

    /// Merges two texts.
    ///
    /// @param first the text that was committed earlier
    public static TextMerge of(String base, String first, String second) {
        TextOperation earlier = TextDifference.between(base, first);
        List<Splice> alike = earlier.splices();
        List<Splice> splices = TextDifference.between(base, second).splices().stream()
                .filter(splice -> !alike.contains(splice))
                .toList();
        TextOperation later = TextOperation.of(splices, base.length());
        TextOperation moved = later.after(earlier);
        var sides = new Sides(alike, splices);
        return new TextMerge(
                moved.apply(first), sides.overlaps(earlier.compose(moved).splices()));
    }

    /// The changes of both.
    private record Sides(List<Splice> first, List<Splice> second) {

        /// Overlapping changes are one change of the merged text: no word between them is left.
        List<Overlap> overlaps(List<Splice> merged) {
            var overlaps = new ArrayList<Overlap>();
            int growth = 0;
            for (Splice splice : merged) {
                List<Splice> firsts = inside(splice, first);
                List<Splice> seconds = inside(splice, second);
                if (firsts.stream().anyMatch(one -> seconds.stream().anyMatch(one::overlaps))) {
                    int begin = splice.begin() + growth;
                    overlaps.add(new Overlap(begin, begin + splice.text().length(), text(firsts), text(seconds)));
                }
                growth += splice.text().length() - (splice.end() - splice.begin());
            }
            return overlaps;
        }

        private static List<Splice> inside(Splice merged, List<Splice> splices) {
            return splices.stream()
                    .filter(one -> one.begin() >= merged.begin() && one.end() <= merged.end())
                    .toList();
        }

        private static String text(List<Splice> splices) {
            return splices.stream().map(Splice::text).collect(Collectors.joining());
        }
    }
}
