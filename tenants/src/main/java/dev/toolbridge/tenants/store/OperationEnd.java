package dev.toolbridge.tenants.store;

import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.StepRecord;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.Optional;

/// The end of an operation.
///
/// @param undoing true if the steps that take back have run: a request to cancel that came since is for the next turn
/// @param step the step that failed
public record OperationEnd(
        OperationStatus status,
        boolean undoing,
        OperationKind kind,
        Optional<StepRecord> step,
        Optional<Problem> problem) {

    /// The tenant's status afterwards; empty if that stays.
    Optional<TenantStatus> tenant() {
        return switch (status) {
            case SUCCEEDED -> kind.course().succeeded();
            case FAILED -> kind.course().failed();
            case CANCELLED -> kind.course().cancelled();
            case QUEUED, RUNNING, WAITING -> throw new IllegalStateException("no end: " + status);
        };
    }

    /// The wish that the operation has carried out.
    Optional<Boolean> suspended() {
        return switch (status == OperationStatus.SUCCEEDED ? kind.suspending() : OperationKind.Wish.NEITHER) {
            case SUSPEND -> Optional.of(true);
            case RESUME -> Optional.of(false);
            case NEITHER -> Optional.empty();
        };
    }
}
