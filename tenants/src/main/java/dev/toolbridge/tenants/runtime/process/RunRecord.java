package dev.toolbridge.tenants.runtime.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The fate of a command that is run once.
///
/// @param supervisor the supervisord that began it; empty before
/// @param exitStatus the status of its end
/// @param interruption the reason why nobody knows how far it came
/// @param lastLines the last lines of its output, kept since its secrets are masked only while it has them
record RunRecord(
        Optional<String> supervisor, OptionalInt exitStatus, Optional<String> interruption, List<String> lastLines) {

    /// The fate before the beginning.
    static final RunRecord ORDERED = new RunRecord(Optional.empty(), OptionalInt.empty(), Optional.empty(), List.of());

    RunRecord {
        lastLines = List.copyOf(lastLines);
    }

    RunRecord begun(String by) {
        return new RunRecord(Optional.of(by), exitStatus, interruption, lastLines);
    }

    RunRecord ended(int status, List<String> lines) {
        return new RunRecord(supervisor, OptionalInt.of(status), interruption, lines);
    }

    RunRecord interrupted(String reason, List<String> lines) {
        return new RunRecord(supervisor, exitStatus, Optional.of(reason), lines);
    }

    boolean isOver() {
        return exitStatus.isPresent() || interruption.isPresent();
    }

    ObjectNode json() {
        ObjectNode all = Json.object();
        supervisor.ifPresent(by -> all.put("supervisor", by));
        exitStatus.ifPresent(status -> all.put("exit_status", status));
        interruption.ifPresent(reason -> all.put("interruption", reason));
        lastLines.forEach(all.putArray("last_lines")::add);
        return all;
    }

    static RunRecord of(JsonNode all) {
        return new RunRecord(
                Optional.ofNullable(all.get("supervisor")).map(JsonNode::asText),
                all.has("exit_status") ? OptionalInt.of(all.path("exit_status").asInt()) : OptionalInt.empty(),
                Optional.ofNullable(all.get("interruption")).map(JsonNode::asText),
                all.path("last_lines").valueStream().map(JsonNode::asText).toList());
    }
}
