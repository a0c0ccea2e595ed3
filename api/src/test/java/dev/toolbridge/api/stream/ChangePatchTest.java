package dev.toolbridge.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.history.Difference;
import dev.toolbridge.api.history.PatchReader;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.stream.socket.SocketClient;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Patches beside the changes: applied one after the other, they make each version of an item.
@Timeout(60)
class ChangePatchTest {
    private static final int SMALL_FIELDS = 900;
    private static final Workspace WORKSPACE = new Workspace();
    private static RunningServer server;

    private final String token = RunningServer.ownersToken("reader-" + UUID.randomUUID());

    @BeforeAll
    static void start() throws InterruptedException {
        server = RunningServer.alone(WORKSPACE, Map.of("RATE_LIMIT_BURST", "9000", "RATE_LIMIT_PER_MINUTE", "9000"));
    }

    @AfterAll
    static void stop() {
        server.close();
        WORKSPACE.close();
    }

    @Test
    void eachPatchMakesTheVersionFromTheOneBefore() {
        String uid = create("tasks", "{\"title\":\"a\",\"tags\":[\"x\",\"y\"],\"deep\":{\"n\":1,\"k\":[1,2,3]}}");
        patch("tasks", uid, "{\"tags\":[\"y\",\"z\"],\"deep\":{\"n\":2,\"k\":[1,3]},\"a/b~\":null}");
        server.post("/v1/tasks/" + uid + "/process", token, Map.of("action", "complete"));
        server.delete("/v1/tasks/" + uid, token);
        List<JsonNode> patches = changes("patch");
        List<JsonNode> payloads = changes("payload");
        assertThat(patches).hasSize(4).allMatch(change -> !change.has("payload") && !change.has("omitted"));
        JsonNode item = Json.object();
        for (int index = 0; index < patches.size(); index++) {
            item = PatchReader.apply(item, patches.get(index).get("patch"));
            assertThat(item).as("version %s", index + 1).isEqualTo(written(payloads.get(index)));
        }
        assertThat(patches.get(0).get("patch")).hasSize(3);
        assertThat(patches.get(2).get("patch").toString()).doesNotContain("sync", "updatedTs", "lastSyncedAt");
        assertThat(patches.get(3).get("patch")).isEmpty();
    }

    @Test
    void aPatchBeyondItsLimitIsOmitted() {
        create("notes", fields(Changes.PAYLOAD_BYTES_MAX));
        create("notes", fields(Changes.PAYLOAD_BYTES_MAX + 1));
        List<JsonNode> changes = changes("patch");
        assertThat(Json.bytes(changes.get(0).get("patch"))).hasSize(Changes.PAYLOAD_BYTES_MAX);
        assertThat(changes.get(1).has("patch")).isFalse();
        assertThat(changes.get(1).get("omitted").booleanValue()).isTrue();
        assertThat(changes("payload")).noneMatch(change -> change.has("omitted"));
    }

    @Test
    void aPatchFromOrToALargePayloadIsOmitted() {
        String uid = create("notes", "{\"content\":\"" + "x".repeat(Changes.PAYLOAD_BYTES_MAX) + "\"}");
        patch("notes", uid, "{\"content\":\"small\"}");
        patch("notes", uid, "{\"content\":\"smaller\"}");
        List<JsonNode> changes = changes("patch");
        assertThat(changes.stream().map(change -> change.path("omitted").asBoolean()))
                .containsExactly(true, true, false);
        assertThat(changes.stream().map(change -> change.has("patch"))).containsExactly(false, false, true);
    }

    @Test
    void aPatchFromAVersionThatIsNotKeptIsOmitted() {
        String uid = create("notes", "{\"title\":\"a\"}");
        patch("notes", uid, "{\"title\":\"b\"}");
        patch("notes", uid, "{\"title\":\"c\"}");
        new Maintenance(WORKSPACE).execute("DELETE FROM change WHERE version = 1 AND uid = '" + uid + "'");
        List<JsonNode> changes = changes("patch");
        assertThat(changes.get(0).get("version").intValue()).isEqualTo(2);
        assertThat(changes.get(0).get("omitted").booleanValue()).isTrue();
        assertThat(changes.get(1).get("patch"))
                .hasToString("[{\"op\":\"replace\",\"path\":\"/title\",\"value\":\"c\"}]");
    }

    @Test
    void aWipeHasNoOperations() {
        create("notes", "{\"title\":\"a\"}");
        String session = RunningServer.json(server.post("/v1/sync/sessions", token, Map.of()))
                .get("id")
                .textValue();
        server.post("/v1/sync/wipe", token, Map.of("confirm", "WIPE"), "X-Sync-Session", session);
        assertThat(changes("patch").getLast().get("patch")).isEmpty();
    }

    @Test
    void streamsAndSocketsCarryThePatch() {
        try (var events = EventReader.open(server.port(), "?include=patch", token);
                var socket = SocketClient.authorized(server.port(), token)) {
            events.require("ready");
            socket.send(Map.of("t", "subscribe", "id", "a", "include", "patch"));
            socket.require("ready");
            socket.require("caught_up");
            create("notes", "{\"title\":\"a\"}");
            String added = "[{\"op\":\"add\",\"path\":\"/title\",\"value\":\"a\"}]";
            assertThat(events.changes(1).getFirst().json().get("patch")).hasToString(added);
            assertThat(socket.require("change").at("/change/patch")).hasToString(added);
        }
    }

    /// Fields whose creation is a patch of so many bytes, many more than the fields themselves have.
    private static String fields(int patchBytes) {
        var fields = Json.object();
        IntStream.range(0, SMALL_FIELDS).forEach(n -> fields.put("f" + (n + SMALL_FIELDS), 1));
        fields.put("content", "");
        int left = patchBytes
                - Json.bytes(Difference.between(Json.object(), fields).patch()).length;
        return Json.text(fields.put("content", "x".repeat(left)));
    }

    /// The fields of a payload that clients write.
    private static JsonNode written(JsonNode change) {
        return ((ObjectNode) change.get("payload"))
                .remove(List.of(
                        "uid",
                        "updatedTs",
                        "updateTime",
                        "sync",
                        "version",
                        "isDirty",
                        "isDeleted",
                        "remoteUpdatedAt",
                        "lastSyncedAt"));
    }

    private List<JsonNode> changes(String include) {
        var all = new ArrayList<JsonNode>();
        var page = server.get("/v1/changes?include=" + include, token);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        RunningServer.json(page).get("changes").forEach(all::add);
        return all;
    }

    private String create(String plural, String json) {
        var response = server.send("POST /v1/" + plural, token, Optional.of(json));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return RunningServer.json(response).get("uid").textValue();
    }

    private void patch(String plural, String uid, String json) {
        var response = server.send("PATCH /v1/" + plural + "/" + uid, token, Optional.of(json));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
