package dev.toolbridge.proof.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.deploy.Sender;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// One user of a load: of ten requests three read a note, two list, one creates, one changes, three call a tool.
final class LoadUser {
    private static final String NOTES = "/v1/notes";
    private static final String TOOLS = "/mcp/tools/call";

    private final Sender api;
    private final Sender sidecar;
    private final AtomicInteger turns = new AtomicInteger();
    private volatile String note;

    LoadUser(Sender api, Sender sidecar) {
        this.api = api;
        this.sidecar = sidecar;
        this.note = created();
    }

    /// Sends the next request; true when its answer is a success.
    boolean sendOne() {
        try {
            send(turns.getAndIncrement() % 10);
            return true;
        } catch (IllegalStateException _) {
            return false; // the caller counts it
        }
    }

    private void send(int turn) {
        switch (turn) {
            case 0, 3, 6 -> api.send("GET", NOTES + "/" + note, Optional.empty());
            case 1, 5 -> api.send("GET", NOTES + "?limit=25", Optional.empty());
            case 2 -> note = created();
            case 4 ->
                api.send("PATCH", NOTES + "/" + note, Optional.of(Json.object().put("turn", turn)));
            case 7, 9 -> callTool("list_notes", Json.object().put("limit", 25));
            default -> callTool("create_note", Json.object().put("title", "Made by a tool " + System.nanoTime()));
        }
    }

    private String created() {
        ObjectNode fields = Json.object().put("title", "A note").put("content", "some words ".repeat(20));
        try {
            JsonNode answer =
                    Json.parse(api.send("POST", NOTES, Optional.of(fields)).body());
            return answer.path("uid").asText();
        } catch (IOException malformed) {
            throw new IllegalStateException("the answer is not JSON", malformed);
        }
    }

    private void callTool(String name, ObjectNode arguments) {
        var body = Json.object().put("tool_name", name);
        body.set("params", arguments);
        sidecar.send("POST", TOOLS, Optional.of(body));
    }
}
