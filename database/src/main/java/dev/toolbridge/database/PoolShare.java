package dev.toolbridge.database;

import java.util.Optional;
import java.util.function.Supplier;

/// A part of the pool for each space: the work that runs here holds its connections for the space that it names.
/// Work that names none, as that of the server itself, has no share that it could exceed.
public final class PoolShare {
    private static final ScopedValue<Object> SPACE = ScopedValue.newInstance();

    private PoolShare() {}

    /// Runs work on behalf of a space.
    ///
    /// @param space a value that is equal to that of other work for the same space
    public static <T> T heldFor(Object space, Supplier<T> work) {
        return ScopedValue.where(SPACE, space).call(work::get);
    }

    static Optional<Object> current() {
        return SPACE.isBound() ? Optional.of(SPACE.get()) : Optional.empty();
    }
}
