package dev.toolbridge.api.write;

import dev.toolbridge.api.item.Author;
import java.util.UUID;
import java.util.function.Function;

/// A proposal that is applied in the transaction of its batch, if it is still as it was read.
///
/// @param revision the state of its content and of the decisions about it
/// @param closedBy the person who decided
/// @param decisions the decision about each of its hunks
/// @param closing makes the record of what came of it
public record Settlement(
        UUID proposal, int revision, Author closedBy, String decisions, Function<BatchResults, String> closing) {}
