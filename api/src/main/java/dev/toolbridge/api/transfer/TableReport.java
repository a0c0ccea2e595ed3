package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The result of the import of one table of an owner.
///
/// @param orphans the live items whose required parent is missing or deleted there; they are kept
/// @param digests the digests of both sides
/// @param differing the items that are not the same on both sides
public record TableReport(String table, Tally tally, long orphans, Digests digests, List<Tally.Named> differing) {

    public TableReport {
        differing = List.copyOf(differing);
    }

    /// Tells if all that differs is newer here.
    boolean isWhole() {
        return tally.refused() == 0 && digests.differing() <= tally.left();
    }

    ObjectNode json() {
        ObjectNode json = tally.json().put("orphans", orphans);
        json.put("digestThere", digests.there()).put("digestHere", digests.here());
        var named = json.putArray("named");
        tally.named().forEach(item -> named.add(item.json()));
        differing.forEach(item -> named.add(item.json()));
        return json;
    }
}
