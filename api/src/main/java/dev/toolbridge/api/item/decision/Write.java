package dev.toolbridge.api.item.decision;

import dev.toolbridge.contract.EntityType;

/// One write to a space, with all that its decision needs.
///
/// @param precondition the condition on the stored version
public record Write(EntityType type, Mutation mutation, Precondition precondition) {}
