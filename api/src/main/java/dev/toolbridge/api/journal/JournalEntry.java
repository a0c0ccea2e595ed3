package dev.toolbridge.api.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One entry of the journal of a whole space.
///
/// @param seq its place in the order of commits of the space
/// @param version the item's version after it
/// @param operation the operation, such as `create` or `process:complete`
/// @param at the time of the commit
/// @param author JSON object with the facts and claims of its author
/// @param correlationId correlation id of the request that made it
/// @param changed JSON array of the fields that differ from the version before
/// @param payload JSON of the payload after it, if it was asked for, by itself or for the patch, and is not too large
/// @param before JSON of the payload before it, if the patch was asked for and that version is kept and not too large
public record JournalEntry(
        long seq,
        String type,
        UUID uid,
        long version,
        String operation,
        Instant at,
        byte[] author,
        String correlationId,
        byte[] changed,
        Optional<byte[]> payload,
        Optional<byte[]> before) {}
