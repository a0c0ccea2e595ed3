package dev.toolbridge.api.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A delivery of an event, and what became of it.
///
/// @param seq the number of the change, 0 for a test
/// @param previousSeq the number of the event before it
/// @param status `pending`, `delivered` or `dead`
/// @param responseStatus the status of the last answer; empty when there was none
/// @param failure the reason of the last failure
public record WebhookDelivery(
        UUID id,
        String event,
        long seq,
        long previousSeq,
        String status,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> lastAttemptAt,
        OptionalInt responseStatus,
        Optional<String> failure,
        Instant createdAt) {}
