package dev.toolbridge.api.item.edit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds the places that are nearly a text which does not occur: those that differ in case, blanks, line ends or
/// Unicode form only, else those at the smallest edit distance.
final class NearMisses {
    private final String text;
    private final String find;

    NearMisses(String text, String find) {
        this.text = text;
        this.find = find;
    }

    List<Candidate> find() {
        List<Candidate> alike = alike();
        return alike.isEmpty() ? new EditDistance(text, find).nearest() : alike;
    }

    private List<Candidate> alike() {
        Set<Fold.Difference> all = EnumSet.allOf(Fold.Difference.class);
        Fold folded = Fold.of(text, all);
        String wanted = Fold.of(find, all).text();
        var candidates = new ArrayList<Candidate>();
        int free = 0;
        for (int place : Occurrences.of(wanted, folded.text()).places()) {
            if (place >= free && candidates.size() < Candidate.CANDIDATES_MAX) {
                free = place + wanted.length();
                int begin = folded.place(place);
                String there = text.substring(begin, Math.max(begin, folded.place(free)));
                candidates.add(new Candidate(Candidate.line(text, begin), there, differs(there), 0));
            }
        }
        return candidates;
    }

    /// The ways without which both would still differ.
    private List<String> differs(String there) {
        return Fold.ALL.stream()
                .filter(one -> {
                    Set<Fold.Difference> others = EnumSet.complementOf(EnumSet.of(one));
                    return !Fold.of(there, others)
                            .text()
                            .equals(Fold.of(find, others).text());
                })
                .map(Fold.Difference::named)
                .toList();
    }
}
