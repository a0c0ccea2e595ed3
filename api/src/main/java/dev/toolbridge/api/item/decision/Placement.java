package dev.toolbridge.api.item.decision;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.contract.EntityType;
import java.util.Optional;
import java.util.UUID;

/// An item that takes the next number in the order of its space.
public sealed interface Placement permits ItemChange, Reordered {

    EntityType type();

    /// The item at its new place.
    Item after();

    /// The uid of its parent there.
    Optional<UUID> parentUid();

    /// The uid of the other item that it names there.
    Optional<UUID> linkUid();

    /// Its name in the space there.
    default Optional<String> name() {
        return type().rules().key().isEmpty()
                ? Optional.empty()
                : References.key(type(), after().payload().fields());
    }

    default Key key() {
        return new Key(type(), after().uid());
    }
}
