package dev.toolbridge.tenants.rest;

import dev.toolbridge.tenants.operation.OperationPlan;

/// The plans of the operations that look after what a tenant has.
///
/// @param rotation gives a tenant new secrets
/// @param immediateRotation the same without a time in which the old ones are accepted
/// @param export writes all data of a tenant to a folder
/// @param moves brings a tenant to another cluster
public record UpkeepPlans(
        OperationPlan rotation, OperationPlan immediateRotation, OperationPlan export, MoveRoutes.Moves moves) {}
