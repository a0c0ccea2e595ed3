package dev.toolbridge.tenants.reconcile;

import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.Set;

/// Compares a part of what a tenant should have with what it has. It may mend what is safe to mend; whatever else has
// to
/// change it proposes as an operation.
public interface Check {

    /// The conditions that this check finds out: one finding for each, and for no others. If the check fails, they are
    /// unknown.
    Set<ConditionType> types();

    Findings check(Tenant tenant) throws Exception;
}
