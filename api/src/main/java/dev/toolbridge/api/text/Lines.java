package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.List;

/// Compares texts by lines. A line ends at `\n`, so a text that ends with it has an empty last line.
///
/// One comparison of an item's fields shares the limits: where the lines that differ are too many to align,
/// all of them are shown as replaced.
public final class Lines {

    private final Alignment alignment = new Alignment();

    /// The hunks in their order.
    public List<Hunk> hunks(String from, String to) {
        List<String> before = List.of(from.split("\n", -1));
        List<String> after = List.of(to.split("\n", -1));
        var hunks = new ArrayList<Hunk>();
        var near = new ArrayList<Gap>();
        for (Gap gap : alignment.gaps(before, after)) {
            if (!near.isEmpty() && !Hunk.joins(near.getLast(), gap)) {
                hunks.add(Hunk.of(near, before, after));
                near.clear();
            }
            near.add(gap);
        }
        if (!near.isEmpty()) {
            hunks.add(Hunk.of(near, before, after));
        }
        return hunks;
    }
}
