package dev.toolbridge.tenants.store;

import dev.toolbridge.tenants.operation.OperationStatus;
import java.util.Optional;
import java.util.UUID;

/// A question for a page of operations, newest first.
///
/// @param before the last operation of the page before
public record OperationQuestion(
        Optional<UUID> tenant, Optional<OperationStatus> status, Optional<UUID> before, int countMax) {}
