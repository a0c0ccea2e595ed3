package dev.toolbridge.api.text;

import java.util.List;

/// Reads the parts of an operation in pieces of any length.
final class PartReader {
    private final List<TextPart> parts;
    private int index;
    private int used;

    PartReader(TextOperation operation) {
        this.parts = operation.parts();
    }

    boolean hasMore() {
        return index < parts.size();
    }

    /// True at an insertion.
    boolean isAtInsert() {
        return hasMore() && parts.get(index) instanceof TextPart.Insert;
    }

    /// True at a deletion.
    boolean isAtDelete() {
        return hasMore() && parts.get(index) instanceof TextPart.Delete;
    }

    /// The units that are left of the present part.
    int left() {
        TextPart part = parts.get(index);
        return Math.max(part.before(), part.after()) - used;
    }

    /// Passes some units of the present part; gives their text if it is an insertion.
    String take(int units) {
        TextPart part = parts.get(index);
        String text = part instanceof TextPart.Insert(var inserted) ? inserted.substring(used, used + units) : "";
        used += units;
        if (used == Math.max(part.before(), part.after())) {
            index++;
            used = 0;
        }
        return text;
    }
}
