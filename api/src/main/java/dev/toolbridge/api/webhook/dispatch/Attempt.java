package dev.toolbridge.api.webhook.dispatch;

import java.time.Duration;
import java.util.Optional;

/// The result of one attempt to deliver.
sealed interface Attempt {

    /// The receiver has answered.
    ///
    /// @param retryAfter the time for which it wants to be left alone
    record Answered(int status, Optional<Duration> retryAfter) implements Attempt {}

    /// No answer in time, or none that can be read.
    ///
    /// @param reason in words of ours, which tell nothing of the network
    record Failed(String reason) implements Attempt {}
}
