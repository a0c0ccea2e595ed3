package dev.toolbridge.tenants.tenant;

import java.time.Instant;
import java.util.Locale;

/// One statement about a tenant's state, as the reconciler last found it.
///
/// @param reason one word for programs
/// @param message a sentence for people, without secrets
/// @param since the time from which the status has been this one
public record Condition(
        ConditionType type, Status status, String reason, String message, Instant since, long observedGeneration) {

    /// The three answers to the question that a condition's name asks.
    public enum Status {
        TRUE,
        FALSE,
        UNKNOWN;

        /// The name in JSON and in the database.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
