package dev.toolbridge.api.text;

import java.util.List;

/// Takes the changes of one author back out of a text that others have changed in between: the changes are
/// inverted, and transformed over the later ones.
///
/// What the author inserted goes, also around the words of others that stand in it. What the author replaced or deleted
/// comes back, unless others have changed the same words since: that place is kept as it is.
public final class TextUndo {
    private TextOperation undo;
    private boolean isPartial;

    /// Begins with the text before the first change.
    public TextUndo(String text) {
        this.undo = TextOperation.nothing(text.length());
    }

    /// Follows a change of the author, to take it back.
    public void takeBack(String from, String to) {
        undo = TextDifference.between(from, to).invert(from).compose(undo);
    }

    /// Follows a change of somebody else, to keep it.
    public void keep(String from, String to) {
        TextOperation other = TextDifference.between(from, to);
        List<Splice> theirs = other.splices();
        List<Splice> free = undo.splices().stream()
                .filter(splice -> splice.text().isEmpty() || theirs.stream().noneMatch(splice::overlaps))
                .toList();
        isPartial |= free.size() < undo.splices().size();
        undo = TextOperation.of(free, from.length()).after(other);
    }

    /// Tells if a place was kept, because others have changed the same words.
    public boolean isPartial() {
        return isPartial;
    }

    /// The text without the changes of the author.
    public String apply(String text) {
        return undo.apply(text);
    }
}
