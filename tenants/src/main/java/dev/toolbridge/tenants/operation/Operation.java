package dev.toolbridge.tenants.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An attempt to change a tenant, as it is recorded.
///
/// @param cancelling true from the request to cancel on: the steps that take back run
/// @param lastEvent the number of the newest event
/// @param steps all in their order, then those that take back; empty in lists
public record Operation(
        UUID id,
        UUID tenant,
        String kind,
        int version,
        boolean changing,
        OperationStatus status,
        boolean cancelling,
        JsonNode input,
        String actor,
        String reason,
        Optional<Problem> problem,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Instant wakeAt,
        long lastEvent,
        List<StepRecord> steps) {

    public Operation {
        steps = List.copyOf(steps);
    }

    public Operation with(List<StepRecord> recorded) {
        return new Operation(
                id,
                tenant,
                kind,
                version,
                changing,
                status,
                cancelling,
                input,
                actor,
                reason,
                problem,
                createdAt,
                startedAt,
                finishedAt,
                wakeAt,
                lastEvent,
                recorded);
    }
}
