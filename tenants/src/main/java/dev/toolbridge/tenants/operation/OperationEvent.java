package dev.toolbridge.tenants.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// A change of an operation.
///
/// @param seq counts the events of the operation, from 1 and without gaps
/// @param what `queued`, `started`, `step_started`, `step_done`, `step_retrying`, `step_waiting`, `step_failed`,
///     `cancelling`, `retrying`, `succeeded`, `failed` or `cancelled`
public record OperationEvent(long seq, Instant at, String what, Optional<String> step, JsonNode detail) {}
