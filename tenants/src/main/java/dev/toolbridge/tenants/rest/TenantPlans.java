package dev.toolbridge.tenants.rest;

import dev.toolbridge.tenants.operation.OperationPlan;

/// The plans of the operations that requests start.
///
/// @param deploy replaces the running release; its input names the artefact
/// @param rollback replaces the running release by one that is made of an older one; its input names the artefact
/// @param offboard suspends, and keeps the data until it is destroyed
/// @param restore takes an offboarding back
/// @param identity brings a new name and new administrators to the identity provider
public record TenantPlans(
        OperationPlan provision,
        OperationPlan suspend,
        OperationPlan resume,
        OperationPlan deploy,
        OperationPlan rollback,
        OperationPlan offboard,
        OperationPlan restore,
        OperationPlan identity) {}
