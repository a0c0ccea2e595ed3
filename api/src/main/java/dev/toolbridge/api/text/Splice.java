package dev.toolbridge.api.text;

import java.util.List;

/// One place of an operation: the units from `begin` to `end` of the text give way to another text.
public record Splice(int begin, int end, String text) {

    public Splice {
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("a splice ends behind its begin");
        }
    }

    static List<Splice> unlessEmpty(int begin, int end, String text) {
        return begin == end && text.isEmpty() ? List.of() : List.of(new Splice(begin, end, text));
    }

    /// Tells if two changes of one text are about the same words: both take out some of them, or one inserts among
    /// those that the other takes out. Insertions at the same place are not.
    public boolean overlaps(Splice other) {
        return begin < other.end && other.begin < end;
    }
}
