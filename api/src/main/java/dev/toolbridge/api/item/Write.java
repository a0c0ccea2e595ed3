package dev.toolbridge.api.item;

import dev.toolbridge.contract.EntityType;
import java.util.OptionalInt;

/// One write to a space, with everything its decision needs.
///
/// @param precondition what it demands of the stored version
/// @param epoch the epoch that the client believes in, if it said so
/// @param author who makes it
public record Write(EntityType type, Mutation mutation, Precondition precondition, OptionalInt epoch, Author author) {}
