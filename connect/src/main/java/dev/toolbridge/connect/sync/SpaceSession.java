package dev.toolbridge.connect.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.service.json.Json;
import java.util.Map;
import java.util.Optional;

/// A sync session with the space of a project.
///
/// @param path the path of the space
/// @param epoch the epoch that the space is in
record SpaceSession(KeyedApi api, String path, String id, long epoch) {

    /// Begins a session.
    static SpaceSession begin(KeyedApi api, String path) {
        JsonNode session = api.post(path + "/sync/sessions", Json.object());
        return new SpaceSession(
                api, path, session.path("id").asText(), session.path("epoch").asLong());
    }

    JsonNode get(String rest) {
        return api.send("GET", path + rest, Optional.empty(), headers());
    }

    JsonNode post(String rest, JsonNode body) {
        return api.send("POST", path + rest, Optional.of(body), headers());
    }

    private Map<String, String> headers() {
        return Map.of("X-Sync-Session", id, "X-Sync-Epoch", Long.toString(epoch));
    }
}
