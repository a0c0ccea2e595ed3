package dev.toolbridge.api.item;

import dev.toolbridge.service.error.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What became of a request's work.
public sealed interface Applied {

    /// Every write was decided, and what was decided is stored.
    record Decided(List<Outcome> outcomes) implements Applied {

        public Decided {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// The space is empty.
    ///
    /// @param epoch the one that began
    /// @param deleted how many items of each type are gone
    /// @param areMore whether a large space held more than were counted
    record Wiped(int epoch, SequencedMap<String, Long> deleted, boolean areMore) implements Applied {

        public Wiped {
            deleted = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(deleted));
        }
    }

    /// It was done before; this is the receipt of then.
    record Replayed(byte[] receipt) implements Applied {}

    /// None of it is done.
    record Refused(Refusal refusal) implements Applied {}
}
