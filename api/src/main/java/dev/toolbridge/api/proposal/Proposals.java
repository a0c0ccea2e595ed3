package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.write.Once;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Keeps proposals.
public interface Proposals {

    /// The open proposals of a space at most.
    int OPEN_MAX = 100;

    /// A proposal that is not stored yet.
    ///
    /// @param once names the request, so that it makes one proposal only
    record Draft(
            String title,
            Optional<String> reason,
            Instant expiresAt,
            int epoch,
            List<ProposedChange> changes,
            Optional<Once> once) {

        public Draft {
            changes = List.copyOf(changes);
        }
    }

    /// The outcome of an attempt to store a draft.
    sealed interface Stored {

        /// It is stored, or the same request has stored it before.
        record Done(UUID id, boolean isReplayed) implements Stored {}

        /// Its idempotency key was used for another request.
        record KeyReused() implements Stored {}

        /// As many are open as may be.
        record TooMany() implements Stored {}

        /// The space was wiped meanwhile.
        record OtherEpoch(int epoch) implements Stored {}
    }

    /// A proposal in a list, without its content.
    record Summary(
            UUID id,
            ProposalState state,
            String title,
            Optional<String> reason,
            JsonNode by,
            Proposal.Times times,
            int operations,
            Optional<Proposal.Closing> closing) {}

    /// A part of the list, newest first.
    ///
    /// @param types the types of items that the caller may see; a proposal with others is left out
    /// @param before the id of the last one that was listed
    record Part(Set<String> types, Optional<ProposalState> state, Optional<UUID> before, int limit) {

        public Part {
            types = Set.copyOf(types);
        }
    }

    Stored store(Caller caller, Draft draft);

    Optional<Proposal> find(Space space, UUID id);

    List<Summary> list(Space space, Part part);

    /// Changes content and marks of an open proposal; false if it is not as it was read.
    boolean change(Space space, Proposal read, List<ProposedChange> changes, Marks marks);

    /// Closes an open proposal without doing anything; false if it is not open.
    boolean close(Caller caller, UUID id, ProposalState state, Optional<String> reason);

    /// The stored items of these keys, read at once.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `too_large` if they are too many bytes
    Map<Key, Item> items(Space space, Collection<Key> keys);
}
