package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.program.Version;
import java.util.List;
import java.util.Optional;

/// The answers of a machine whose server was not there yet: its own tools, and a sentence for all else.
///
/// @param remedy the way to find out why it is away
record AwayAnswers(LocalTools tools, String remedy) {
    private static final String DISCOVER = "server/discover";
    private static final String STATELESS = "2026-07-28";
    private static final List<String> REVISIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    /// The revision that a client is promised: its own if the server has it, else the newest with sessions.
    static String revision(ClientMessage initialize) {
        String asked = initialize.json().path("params").path("protocolVersion").asText();
        return REVISIONS.contains(asked) ? asked : REVISIONS.getFirst();
    }

    /// The answer to all that needs the server.
    String sentence() {
        return "the project's server is away: memories work on this machine, all else when it is back; " + remedy;
    }

    /// The answer to a request; empty if only the server has it.
    Optional<String> to(ClientMessage message, JsonNode id) {
        return result(message).map(result -> {
            message.ownRevision()
                    .ifPresent(_ ->
                            result.put("resultType", "complete").put("ttlMs", 0).put("cacheScope", "private"));
            ObjectNode answer = Json.object().put("jsonrpc", "2.0");
            answer.set("id", id);
            answer.set("result", result);
            return Json.text(answer);
        });
    }

    private Optional<ObjectNode> result(ClientMessage message) {
        return switch (message.method()) {
            case ClientMessage.INITIALIZE -> Optional.of(introduced().put("protocolVersion", revision(message)));
            case DISCOVER -> {
                ObjectNode found = introduced();
                found.putArray("supportedVersions").add(STATELESS);
                yield Optional.of(found);
            }
            case "ping" -> Optional.of(Json.object());
            case ClientMessage.LIST -> {
                ObjectNode list = Json.object();
                list.putArray("tools").addAll(tools.whileAway());
                yield Optional.of(list);
            }
            case ClientMessage.CALL -> {
                ObjectNode failed = Json.object().put("isError", true);
                failed.putArray("content").addObject().put("type", "text").put("text", sentence());
                yield Optional.of(failed);
            }
            default -> Optional.empty();
        };
    }

    /// The abilities of the server, which a client hears of only once.
    private ObjectNode introduced() {
        ObjectNode result = Json.object();
        ObjectNode capabilities = result.putObject("capabilities");
        List.of("tools", "prompts", "resources")
                .forEach(feature -> capabilities.putObject(feature).put("listChanged", true));
        capabilities.withObjectProperty("resources").put("subscribe", true);
        capabilities.putObject("completions");
        capabilities.putObject("logging");
        result.putObject("serverInfo").put("name", "fbc").put("version", Version.of(AwayAnswers.class));
        return result.put("instructions", "For now " + sentence());
    }
}
