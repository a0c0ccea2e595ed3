package dev.toolbridge.tenants.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A step of an operation as it is recorded.
///
/// @param undo true for a step that takes back
/// @param attempt the number of runs so far
/// @param failures the passing faults so far
public record StepRecord(
        boolean undo,
        int ordinal,
        String name,
        int version,
        StepState state,
        int attempt,
        int failures,
        Duration allowed,
        Optional<Instant> startedAt,
        Optional<Instant> deadlineAt,
        Optional<Instant> finishedAt,
        Optional<Instant> nextTryAt,
        Optional<Problem> problem,
        Optional<String> externalId,
        Optional<ObjectNode> result) {}
