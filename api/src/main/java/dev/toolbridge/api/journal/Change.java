package dev.toolbridge.api.journal;

import java.time.Instant;
import java.util.Optional;

/// One entry of the journal.
///
/// @param seq its place in the order of commits of the space
/// @param version the item's version after it
/// @param operation the operation, such as `create` or `process:complete`
/// @param at the time of the commit
/// @param author JSON object with the facts and claims of its author
/// @param correlationId correlation id of the request that made it
/// @param metadata JSON object that the client sent with the action, if any
/// @param payload JSON of the item's payload after it
public record Change(
        long seq,
        long version,
        String operation,
        Instant at,
        byte[] author,
        String correlationId,
        Optional<byte[]> metadata,
        byte[] payload) {}
