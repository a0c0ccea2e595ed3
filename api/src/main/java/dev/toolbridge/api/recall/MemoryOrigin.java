package dev.toolbridge.api.recall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.stream.Stream;

/// The last writing of a memory, and what has come of it since.
///
/// @param at the time of the last change of its fields by a client, which no action is
/// @param author the author, as the journal has it
/// @param isSuperseded true when a live memory supersedes it
public record MemoryOrigin(Instant at, ObjectNode author, boolean isSuperseded) {

    /// The source as clients read it: user, client, tool, run and time.
    ObjectNode source() {
        ObjectNode source = Json.object();
        put(source, "user", "user");
        put(source, "client", "client_id", "claimed_client");
        put(source, "tool", "claimed_tool");
        put(source, "run", "claimed_run");
        return source.put("at", Times.rfc3339(at.toEpochMilli()));
    }

    private void put(ObjectNode source, String name, String... facts) {
        Stream.of(facts).filter(author::hasNonNull).findFirst().ifPresent(fact -> source.set(name, author.get(fact)));
    }
}
