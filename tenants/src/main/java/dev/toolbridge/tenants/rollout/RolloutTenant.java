package dev.toolbridge.tenants.rollout;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// A tenant of a rollout.
///
/// @param operation the deployment that upgrades it: its id is chosen before it is started
/// @param problem the reason for which it failed or was left out
public record RolloutTenant(UUID tenant, String slug, int wave, UUID operation, State state, Optional<String> problem) {

    /// The states of a tenant in a rollout.
    public enum State {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        /// It has the release already, or leaves.
        SKIPPED;

        /// The name in JSON and in the database.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State read(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    RolloutTenant with(State next, String why) {
        return new RolloutTenant(
                tenant, slug, wave, operation, next, why.isEmpty() ? Optional.empty() : Optional.of(why));
    }
}
