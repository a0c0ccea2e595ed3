package dev.toolbridge.api.item.decision;

import dev.toolbridge.contract.EntityType;

/// One write to a space, with everything its decision needs.
///
/// @param precondition what it demands of the stored version
public record Write(EntityType type, Mutation mutation, Precondition precondition) {}
