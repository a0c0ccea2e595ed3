package dev.toolbridge.tenants.operation;

import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.Set;

/// A kind of operation.
///
/// @param version raised with every change of the plan's steps
/// @param place the room that the operation needs among others of its tenant
/// @param from the states of a tenant in which the operation may begin
/// @param suspending the operator's wish that the operation carries out: to suspend, to resume, or neither
public record OperationKind(
        String name, int version, Place place, Set<TenantStatus> from, StatusCourse course, Wish suspending) {

    public OperationKind {
        from = Set.copyOf(from);
    }

    /// Tells if one that has failed may go on, or be taken back, in a state of its tenant: one that it may begin in, or
    /// the one that its failure has left. Another operation may have brought the tenant into any other.
    public boolean goesOnFrom(TenantStatus status) {
        return from.contains(status) || course.failed().filter(status::equals).isPresent();
    }

    /// The room that an operation needs.
    public enum Place {
        /// Of all these, one at a time in a tenant.
        CHANGING,
        /// Runs beside a changing one; one of its kind at a time.
        BETWEEN
    }

    /// The operator's wish about a tenant's traffic.
    public enum Wish {
        SUSPEND,
        RESUME,
        NEITHER
    }
}
