package dev.toolbridge.api.archive;

import dev.toolbridge.service.ahead.Ahead;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The parts of an answer, each of which begins behind the last entry of the one before.
///
/// @param <T> the entries
/// @param <P> their places
final class ArchivedParts<T, P> implements Ahead.Source<List<T>> {
    private final Function<Optional<P>, ArchivedItems.Part<T>> reading;
    private final Function<T, P> place;
    private Optional<P> after = Optional.empty();

    /// @param reading gives the part behind a place, or the first
    ArchivedParts(Function<Optional<P>, ArchivedItems.Part<T>> reading, Function<T, P> place) {
        this.reading = reading;
        this.place = place;
    }

    @Override
    public Optional<List<T>> next() {
        List<T> entries = reading.apply(after).entries();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        after = Optional.of(place.apply(entries.getLast()));
        return Optional.of(entries);
    }
}
