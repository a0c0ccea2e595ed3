package dev.toolbridge.api.webhook.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// The state of a delivery after an attempt.
///
/// @param nextIn the time until the next attempt; empty after the last one
/// @param responseStatus the status of the answer, if there was one
/// @param failure the reason why it failed, in words of ours
public record Outcome(DueEvent event, Optional<Duration> nextIn, OptionalInt responseStatus, Optional<String> failure) {

    /// The status as clients read it.
    public String status() {
        if (failure.isEmpty()) {
            return "delivered";
        }
        return nextIn.isPresent() ? "pending" : "dead";
    }
}
