package dev.toolbridge.tenants.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/// A request for an operation.
///
/// @param id a fresh UUID of version 7
/// @param input for the steps, without secrets
/// @param actor the sender of the request, as the audit log names it
public record OperationOrder(UUID id, OperationPlan plan, ObjectNode input, String actor, String reason) {}
