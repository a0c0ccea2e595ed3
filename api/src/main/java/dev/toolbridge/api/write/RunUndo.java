package dev.toolbridge.api.write;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.error.Refusal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Takes the changes of a run back, in one transaction that holds no other work.
///
/// @param order the run, and what of it is to be taken back
/// @param barred the refusal of a type whose items the caller may not change
/// @param author the author of the undo, which is a run of its own
public record RunUndo(
        Order order,
        Function<EntityType, Optional<Refusal>> barred,
        OptionalInt epoch,
        Author author,
        Optional<Once> once)
        implements Work<Undone> {

    /// The part of a run to take back.
    ///
    /// @param run the run, as the journal names it
    /// @param only the items; empty for all
    /// @param isTrial true if everything is decided, and nothing stored
    /// @param lastSeq the number of the run's last change, if the caller has confirmed the undo up to it
    public record Order(String run, Set<UUID> only, boolean isTrial, OptionalLong lastSeq) {

        public Order {
            only = Set.copyOf(only);
        }

        /// Tells if an item is to be taken back.
        public boolean names(UUID uid) {
            return only.isEmpty() || only.contains(uid);
        }
    }

    @Override
    public Optional<byte[]> receipt(Undone undone) {
        return order.isTrial() ? Optional.empty() : Optional.of(undone.receipt());
    }

    @Override
    public Undone receipted(byte[] receipt) {
        return Undone.of(receipt);
    }
}
