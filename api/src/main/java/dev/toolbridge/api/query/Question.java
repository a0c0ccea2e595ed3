package dev.toolbridge.api.query;

/// A question about the items of one type.
///
/// @param selection the part of each payload that the answer shows
/// @param deletedToo true when tombstones count as well
public record Question(Filter filter, Order order, Selection selection, boolean deletedToo) {

    /// All items by their last change.
    public static Question of(Order order, boolean deletedToo) {
        return new Question(Filter.none(), order, new Selection.Everything(), deletedToo);
    }
}
