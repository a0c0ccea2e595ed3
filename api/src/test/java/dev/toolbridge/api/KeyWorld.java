package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.DevelopmentProvider;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// A server with an identity provider, and users who make keys.
final class KeyWorld implements AutoCloseable {
    private final Workspace workspace = new Workspace();
    private int users;
    final DevelopmentProvider provider;
    final RunningServer server;

    KeyWorld(Path folder) throws InterruptedException {
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(provider, workspace, Map.of());
    }

    @Override
    public void close() {
        server.close();
        provider.close();
        workspace.close();
    }

    String newUser(String... organizations) {
        users++;
        return provider.member("user" + users + "@example.com", organizations);
    }

    JsonNode newKey(String token, Map<String, ?> order) {
        var answer = server.post("/v1/keys", token, order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningServer.json(answer);
    }

    String history(String key) {
        String uid = RunningServer.json(server.post("/v1/notes", key, Map.of("title", "by key")))
                .path("uid")
                .asText();
        return server.get("/v1/notes/" + uid + "/history", key).body();
    }

    String token(String user, String tenant) {
        return provider.token(Map.of("sub", user, "claims", Map.of("aud", RunningServer.AUDIENCE, "org_id", tenant)));
    }

    void letExpire(String id) throws SQLException {
        try (Connection connection = asMaintenance();
                var statement = connection.prepareStatement(
                        "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ?::uuid")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    String dump() throws SQLException {
        var text = new StringBuilder();
        try (Connection connection = asMaintenance();
                var statement = connection.createStatement()) {
            for (String table : List.of("api_key", "audit")) {
                var rows = statement.executeQuery("SELECT t::text FROM " + table + " t");
                while (rows.next()) {
                    text.append(rows.getString(1)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private Connection asMaintenance() throws SQLException {
        var connection = TestConnections.asOwner(workspace);
        try (var statement = connection.createStatement()) {
            statement.execute("SET ROLE toolbridge_maintenance");
        }
        return connection;
    }
}
