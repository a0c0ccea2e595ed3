package dev.toolbridge.api.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Counts and sums over the items of a space, and over its journal.
public interface Aggregates {

    /// The groups of the items of some types.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `too_broad` if more rows than a request may read would
    /// have to be read
    Groups ofItems(Space space, List<EntityType> types, Aggregate aggregate);

    /// The groups of the changes that the journal keeps, of some types.
    Groups ofChanges(Space space, List<EntityType> types, Aggregate aggregate);

    /// The groups, each as the JSON text of an object.
    ///
    /// @param isTruncated true if there are more groups
    /// @param from the instant of the oldest change that the journal keeps; empty for items, and if it
    /// keeps none
    record Groups(List<byte[]> groups, boolean isTruncated, Optional<Instant> from) {

        public Groups {
            groups = List.copyOf(groups);
        }
    }
}
