package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.List;

/// A change of one text to another, as a walk through the first: units to keep, units to delete, texts to insert. It
/// covers the whole text, and never splits a surrogate pair.
public record TextOperation(List<TextPart> parts) {

    public TextOperation {
        parts = List.copyOf(parts);
    }

    /// The operation that changes nothing in a text of this length.
    public static TextOperation nothing(int length) {
        return new Operations().keep(length).done();
    }

    /// The operation that makes these changes, which are in order and apart, in a text of this length.
    public static TextOperation of(List<Splice> splices, int length) {
        var operation = new Operations();
        int place = 0;
        for (Splice splice : splices) {
            operation.keep(splice.begin() - place).insert(splice.text()).delete(splice.end() - splice.begin());
            place = splice.end();
        }
        return operation.keep(length - place).done();
    }

    /// The length of the text that it changes.
    public int lengthBefore() {
        return parts.stream().mapToInt(TextPart::before).sum();
    }

    /// The length of the changed text.
    public int lengthAfter() {
        return parts.stream().mapToInt(TextPart::after).sum();
    }

    /// The number of units that it leaves as they are.
    public int keeps() {
        return parts.stream()
                .filter(TextPart.Keep.class::isInstance)
                .mapToInt(TextPart::before)
                .sum();
    }

    /// Tells if it leaves the text as it is.
    public boolean isNothing() {
        return parts.stream().allMatch(TextPart.Keep.class::isInstance);
    }

    /// The changed text.
    ///
    /// @throws IllegalArgumentException if it does not fit the text, or splits a surrogate pair
    public String apply(String text) {
        requireFits(text);
        var changed = new StringBuilder(lengthAfter());
        int place = 0;
        for (TextPart part : parts) {
            switch (part) {
                case TextPart.Keep(int units) -> changed.append(text, place, place + units);
                case TextPart.Insert(String inserted) -> changed.append(inserted);
                case TextPart.Delete _ -> {}
            }
            place += part.before();
        }
        return changed.toString();
    }

    /// The operation that turns the changed text into this one again.
    public TextOperation invert(String text) {
        requireFits(text);
        var inverse = new Operations();
        int place = 0;
        for (TextPart part : parts) {
            switch (part) {
                case TextPart.Keep(int units) -> inverse.keep(units);
                case TextPart.Insert(String inserted) -> inverse.delete(inserted.length());
                case TextPart.Delete(int units) -> inverse.insert(text.substring(place, place + units));
            }
            place += part.before();
        }
        return inverse.done();
    }

    /// One operation with the effect of this one and then the next one.
    public TextOperation compose(TextOperation next) {
        if (lengthAfter() != next.lengthBefore()) {
            throw new IllegalArgumentException("the next operation is one of a text of another length");
        }
        var both = new Operations();
        var first = new PartReader(this);
        var second = new PartReader(next);
        while (first.hasMore() || second.hasMore()) {
            if (first.isAtDelete()) {
                int units = first.left();
                both.delete(units);
                first.take(units);
            } else if (second.isAtInsert()) {
                both.insert(second.take(second.left()));
            } else {
                composePiece(first, second, both);
            }
        }
        return both.done();
    }

    /// The piece is in the text between both: the first keeps or inserts it, the second keeps or deletes it.
    private static void composePiece(PartReader first, PartReader second, Operations both) {
        int units = Math.min(first.left(), second.left());
        boolean isInserted = first.isAtInsert();
        boolean isDeleted = second.isAtDelete();
        String text = first.take(units);
        second.take(units);
        if (isInserted && !isDeleted) {
            both.insert(text);
        } else if (!isInserted && isDeleted) {
            both.delete(units);
        } else if (!isInserted) {
            both.keep(units);
        }
    }

    /// This operation as it is after an earlier one of the same text. Of two insertions at one place, that of the
    /// earlier one comes first; a text inserted inside what the other deleted stays.
    public TextOperation after(TextOperation earlier) {
        return transform(earlier, this).later();
    }

    /// Two operations of one text, each as it is after the other: in either order they give the same text.
    public record Transformed(TextOperation earlier, TextOperation later) {}

    /// Transforms two operations of one text, of which one was committed earlier.
    public static Transformed transform(TextOperation earlier, TextOperation later) {
        if (earlier.lengthBefore() != later.lengthBefore()) {
            throw new IllegalArgumentException("the operations are of texts of different lengths");
        }
        var earlierParts = new Operations();
        var laterParts = new Operations();
        var first = new PartReader(earlier);
        var second = new PartReader(later);
        while (first.hasMore() || second.hasMore()) {
            if (first.isAtInsert()) {
                String text = first.take(first.left());
                earlierParts.insert(text);
                laterParts.keep(text.length());
            } else if (second.isAtInsert()) {
                String text = second.take(second.left());
                earlierParts.keep(text.length());
                laterParts.insert(text);
            } else {
                transformPiece(first, second, earlierParts, laterParts);
            }
        }
        return new Transformed(earlierParts.done(), laterParts.done());
    }

    /// The piece is in the text before both: each keeps or deletes it.
    private static void transformPiece(PartReader first, PartReader second, Operations earlier, Operations later) {
        int units = Math.min(first.left(), second.left());
        boolean firstDeletes = first.isAtDelete();
        boolean secondDeletes = second.isAtDelete();
        first.take(units);
        second.take(units);
        if (!firstDeletes && !secondDeletes) {
            earlier.keep(units);
            later.keep(units);
        } else if (firstDeletes && !secondDeletes) {
            earlier.delete(units);
        } else if (secondDeletes && !firstDeletes) {
            later.delete(units);
        }
    }

    /// The places that it changes, in their order.
    public List<Splice> splices() {
        var splices = new ArrayList<Splice>();
        int place = 0;
        int begin = 0;
        String text = "";
        for (TextPart part : parts) {
            switch (part) {
                case TextPart.Keep(int units) -> {
                    splices.addAll(Splice.unlessEmpty(begin, place, text));
                    begin = place + units;
                    text = "";
                }
                case TextPart.Insert(String inserted) -> text = text + inserted;
                case TextPart.Delete _ -> {}
            }
            place += part.before();
        }
        splices.addAll(Splice.unlessEmpty(begin, place, text));
        return splices;
    }

    private void requireFits(String text) {
        if (lengthBefore() != text.length()) {
            throw new IllegalArgumentException("the operation is one of a text of another length");
        }
        int place = 0;
        for (TextPart part : parts) {
            place += part.before();
            if (isInsidePair(text, place)) {
                throw new IllegalArgumentException("the operation splits a surrogate pair");
            }
        }
    }

    static boolean isInsidePair(String text, int place) {
        return place > 0
                && place < text.length()
                && Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place));
    }
}
