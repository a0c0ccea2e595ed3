package dev.toolbridge.tenants.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// The facts that a step works from. All but the fence and the deadline are the same each time it is run again.
///
/// @param fence the number of the lease under which the step runs: a later holder has a higher one
/// @param results the results of the steps before this one, by their names
/// @param deadline the time at which this run is interrupted
public record StepContext(
        UUID operation, UUID tenant, long fence, JsonNode input, Map<String, ObjectNode> results, Instant deadline) {

    public StepContext {
        results = Map.copyOf(results);
    }

    /// The label of everything that this operation makes outside.
    public String label() {
        return tenant + "/" + operation;
    }
}
