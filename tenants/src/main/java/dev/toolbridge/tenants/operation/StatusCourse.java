package dev.toolbridge.tenants.operation;

import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.Optional;

/// The tenant's status during an operation and after it; empty where the operation leaves it as it is.
public record StatusCourse(
        Optional<TenantStatus> during,
        Optional<TenantStatus> succeeded,
        Optional<TenantStatus> failed,
        Optional<TenantStatus> cancelled) {

    /// The course of an operation that changes nothing in the tenant's status.
    public static final StatusCourse NONE =
            new StatusCourse(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// The course of making a tenant.
    public static final StatusCourse PROVISION =
            of(TenantStatus.PROVISIONING, TenantStatus.ACTIVE, TenantStatus.FAILED, TenantStatus.DESTROYED);

    /// The course of a change after which the tenant goes on, changed or not.
    public static final StatusCourse UPDATE =
            of(TenantStatus.UPDATING, TenantStatus.ACTIVE, TenantStatus.ACTIVE, TenantStatus.ACTIVE);

    public static final StatusCourse OFFBOARD =
            of(TenantStatus.OFFBOARDING, TenantStatus.RETAINED, TenantStatus.FAILED, TenantStatus.ACTIVE);

    public static final StatusCourse RESTORE =
            of(TenantStatus.UPDATING, TenantStatus.ACTIVE, TenantStatus.RETAINED, TenantStatus.RETAINED);

    public static final StatusCourse DESTROY =
            of(TenantStatus.OFFBOARDING, TenantStatus.DESTROYED, TenantStatus.FAILED, TenantStatus.RETAINED);

    public static final StatusCourse SUSPEND =
            new StatusCourse(Optional.empty(), Optional.of(TenantStatus.SUSPENDED), Optional.empty(), Optional.empty());

    /// A course with a status at each end.
    ///
    /// @param during the status while the operation runs, and those at its three ends
    public static StatusCourse of(
            TenantStatus during, TenantStatus succeeded, TenantStatus failed, TenantStatus cancelled) {
        return new StatusCourse(
                Optional.of(during), Optional.of(succeeded), Optional.of(failed), Optional.of(cancelled));
    }
}
