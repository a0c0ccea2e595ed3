package dev.toolbridge.contract;

import java.util.Optional;

/// Rules of an entity type beyond the types of its fields. They hold for every client's write, pushes among them.
///
/// @param key the field that names an item inside its space
/// @param source the field with an item's name elsewhere, of which its uid is made
/// @param leading the field that only those change who lead the space
/// @param serverKeeps the items over which a push has no authority
/// @param isStrict true when pushes too must keep the types of the named fields
/// @param refusesCredentials true when no text may hold a credential
/// @param namesNeighbours true when the answer to a creation names similar items
public record ItemRules(
        Optional<Key> key,
        Optional<String> source,
        Optional<Leading> leading,
        Optional<When> serverKeeps,
        boolean isStrict,
        boolean refusesCredentials,
        boolean namesNeighbours) {

    /// The rules of most types.
    public static final ItemRules NONE =
            new ItemRules(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);

    /// Rules that pushes keep too.
    public static final ItemRules STRICT =
            new ItemRules(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true, false, false);

    /// A condition on an item: a field has a value.
    ///
    /// @param value the text of it, `true` for a flag
    public record When(String field, String value) {}

    /// A name that no two live items of a space share, among those that meet a condition.
    ///
    /// @param unique the condition
    /// @param madeOf the field whose first sentence gives a name to an item that comes without one
    public record Key(String field, When unique, String madeOf) {}

    /// A flag that only those change who lead the space; a personal space is led by its owner.
    ///
    /// @param byDefault the items that get it when one who leads a shared space creates them
    public record Leading(String field, When byDefault) {}

    public ItemRules key(String field, When unique, String madeOf) {
        return new ItemRules(
                Optional.of(new Key(field, unique, madeOf)),
                source,
                leading,
                serverKeeps,
                isStrict,
                refusesCredentials,
                namesNeighbours);
    }

    /// Makes uids of a field.
    public ItemRules uidOf(String field) {
        return new ItemRules(
                key, Optional.of(field), leading, serverKeeps, isStrict, refusesCredentials, namesNeighbours);
    }

    public ItemRules leading(String field, When byDefault) {
        return new ItemRules(
                key,
                source,
                Optional.of(new Leading(field, byDefault)),
                serverKeeps,
                isStrict,
                refusesCredentials,
                namesNeighbours);
    }

    /// Lets the server's state win over pushes.
    public ItemRules serverKeeps(When condition) {
        return new ItemRules(
                key, source, leading, Optional.of(condition), isStrict, refusesCredentials, namesNeighbours);
    }

    public ItemRules refusingCredentials() {
        return new ItemRules(key, source, leading, serverKeeps, isStrict, true, namesNeighbours);
    }

    public ItemRules namingNeighbours() {
        return new ItemRules(key, source, leading, serverKeeps, isStrict, refusesCredentials, true);
    }
}
