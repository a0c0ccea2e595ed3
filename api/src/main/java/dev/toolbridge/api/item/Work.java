package dev.toolbridge.api.item;

import java.util.Optional;
import java.util.OptionalInt;

/// What one request does to a space, in one transaction: all of it is stored, or nothing.
public sealed interface Work permits Batch, Wipe {

    /// The epoch that the client believes in, if it said so.
    OptionalInt epoch();

    /// Who does it.
    Author author();

    /// What makes sure that it is done once, if the client asked for that.
    Optional<Once> once();
}
