package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A write that the API wants to be proposed: the operation that a proposal takes in its place.
final class ProposalNeeded extends RuntimeException {
    private final transient ObjectNode operation;
    private final transient Optional<String> key;

    ProposalNeeded(ObjectNode operation, Optional<String> key) {
        super("the write must be proposed", null, false, false);
        this.operation = operation;
        this.key = key;
    }

    ObjectNode operation() {
        return operation;
    }

    /// The key of the write.
    Optional<String> key() {
        return key;
    }
}
