package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A project whose owner sets and reveals variables at any server of its database.
final class SealedProject {
    private static final String DEVELOPMENT = "development";

    private final String token = RunningServer.ownersToken("owner-" + UUID.randomUUID());
    private final String id;

    SealedProject(RunningServer server) {
        var made = server.post("/v1/projects", token, Map.of("name", "sealed " + UUID.randomUUID()));
        assertThat(made.statusCode()).as(made::body).isEqualTo(201);
        this.id = RunningServer.json(made).path("id").textValue();
    }

    String id() {
        return id;
    }

    String set(RunningServer server, String key, String value) {
        return set(server, DEVELOPMENT, key, value);
    }

    /// Sets a variable.
    ///
    /// @return its uid
    String set(RunningServer server, String environment, String key, String value) {
        String body = Json.text(Json.object().put("value", value).put("description", "seen-" + key));
        HttpResponse<String> set = send(server, "PUT", environment + "/" + key, Optional.of(body));
        assertThat(set.statusCode()).as(set::body).isIn(200, 201);
        return RunningServer.json(set).path("id").textValue();
    }

    HttpResponse<String> reveal(RunningServer server) {
        return send(server, "POST", DEVELOPMENT + "/reveal", Optional.of("{\"keys\":\"*\"}"));
    }

    /// The value of the only variable.
    String revealed(RunningServer server) {
        HttpResponse<String> revealed = reveal(server);
        assertThat(revealed.statusCode()).as(revealed::body).isEqualTo(200);
        JsonNode variable = RunningServer.json(revealed).at("/variables/0");
        return variable.path("value").textValue();
    }

    HttpResponse<String> list(RunningServer server) {
        return send(server, "GET", DEVELOPMENT, Optional.empty());
    }

    /// Sends a request about the project's environments.
    HttpResponse<String> send(RunningServer server, String method, String rest, Optional<String> body) {
        return server.send(method + " /v1/projects/" + id + "/environment/" + rest, token, body);
    }

    /// Reads something else in the project's space.
    HttpResponse<String> read(RunningServer server, String rest) {
        return server.get("/v1/spaces/" + id + rest, token);
    }
}
