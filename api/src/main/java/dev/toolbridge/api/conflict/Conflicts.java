package dev.toolbridge.api.conflict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The conflicts of a space.
public interface Conflicts {

    /// The largest number of conflicts on a page, each of which may have three texts.
    int PAGE_MAX = 50;

    /// A part of the conflicts, the newest first; fewer than its limit if their texts are large.
    Found list(Caller caller, Part part);

    /// The conflicts of one version of an item, one at most of each type.
    Optional<StandingConflict> find(Caller caller, Name name);

    /// Settles a conflict, and writes what is taken in the same transaction.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `invalid_state` if it is settled already, `forbidden`
    StandingConflict settle(Caller caller, StandingConflict conflict, Taking taking);

    /// A part of the conflicts.
    ///
    /// @param types the types that the caller may read
    /// @param withSettled true to show those that are settled too
    /// @param before the place before which it begins
    record Part(List<EntityType> types, boolean withSettled, Optional<Place> before, int limit) {

        public Part {
            types = List.copyOf(types);
        }
    }

    /// Conflicts of a part.
    ///
    /// @param areMore true if others follow
    record Found(List<StandingConflict> conflicts, boolean areMore) {

        public Found {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// A place in the list.
    record Place(long time, UUID uid) {}

    /// The name of a conflict in its space.
    record Name(UUID uid, long version) {}

    /// The fields to take.
    ///
    /// @param taken kept, lost or merged
    /// @param fields the new fields of the item; empty if it is deleted
    /// @param isWriting false if the item stays as it is
    record Taking(String taken, Optional<ObjectNode> fields, boolean isWriting) {}
}
