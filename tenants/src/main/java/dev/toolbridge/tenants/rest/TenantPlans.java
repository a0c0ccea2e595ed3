package dev.toolbridge.tenants.rest;

import dev.toolbridge.tenants.operation.OperationPlan;

/// The plans of the operations that requests start.
///
/// @param offboard suspends, and keeps the data until it is destroyed
/// @param restore takes an offboarding back
public record TenantPlans(
        OperationPlan provision,
        OperationPlan suspend,
        OperationPlan resume,
        OperationPlan offboard,
        OperationPlan restore) {}
