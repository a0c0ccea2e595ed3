package dev.toolbridge.tenants.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A rollout as it is recorded.
///
/// @param waves the share of tenants that have the release after each wave, in percent
/// @param failuresMax the most failed tenants with which it goes on
/// @param bakeSeconds the time for which each tenant's new release is watched
/// @param counts the number of its tenants in each state
public record Rollout(
        UUID id,
        String release,
        List<Integer> waves,
        int failuresMax,
        int bakeSeconds,
        RolloutStatus status,
        String actor,
        String reason,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Map<RolloutTenant.State, Integer> counts) {

    public Rollout {
        waves = List.copyOf(waves);
        counts = Map.copyOf(counts);
    }

    int count(RolloutTenant.State state) {
        return counts.getOrDefault(state, 0);
    }
}
