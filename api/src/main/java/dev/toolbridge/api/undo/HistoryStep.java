package dev.toolbridge.api.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.decision.Payloads;
import java.time.Instant;

/// One version of an item, as the journal has it.
///
/// @param content the fields that clients wrote
/// @param isOfRun true if the run made it that is to be taken back
/// @param by the facts and claims of its author
record HistoryStep(long version, ObjectNode content, boolean isDeleted, boolean isOfRun, JsonNode by, Instant at) {

    JsonNode value(String field) {
        return content.path(field);
    }

    boolean hasSame(HistoryStep other, String field) {
        return Payloads.same(value(field), other.value(field));
    }
}
