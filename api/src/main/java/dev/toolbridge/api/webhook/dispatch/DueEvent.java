package dev.toolbridge.api.webhook.dispatch;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An event that is to be delivered now.
///
/// @param delivery the same for all attempts
/// @param seq the number of its change, 0 for a test
/// @param previousSeq the number of the subscription's event before it
/// @param subject the item; empty for a test
/// @param attempts the attempts that were made
/// @param isNew true if it comes from the journal for the first time
/// @param change the entry of the journal, as far as it is kept
public record DueEvent(
        UUID delivery,
        long seq,
        long previousSeq,
        String name,
        Optional<Subject> subject,
        int attempts,
        boolean isNew,
        Instant at,
        Optional<Change> change) {

    /// The version of an item that an event is about.
    public record Subject(String type, UUID uid, long version) {}

    /// An entry of the journal.
    ///
    /// @param actor JSON object with the facts and claims of its author
    /// @param payload JSON of the item after it; empty if it is too large
    public record Change(String operation, String actor, Optional<String> payload) {}
}
