package dev.toolbridge.api.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A subscription of a project, without what signs for it.
///
/// @param number counts the webhooks that the project ever had
/// @param events names of events, or patterns of them
/// @param offReason the reason for which the server switched it off: `gone`, `failing` or `secret_lost`
/// @param lastSeq the number of its last event, 0 before the first
/// @param failingSince the first failure after the last success
public record Webhook(
        UUID id,
        long number,
        String callbackUrl,
        List<String> events,
        boolean isActive,
        Optional<String> offReason,
        long lastSeq,
        Optional<Instant> failingSince,
        Instant rotatedAt,
        Instant createdAt,
        Instant updatedAt) {

    public Webhook {
        events = List.copyOf(events);
    }
}
