package dev.toolbridge.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.Await;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.postgres.TestPostgres;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server in development, and people who make projects with webhooks.
final class HookWorld {
    private static final String[] SCOPES = {
        "projects:read",
        "projects:write",
        "projects:admin",
        "notes:read",
        "notes:write",
        "notes:delete",
        "milestones:read",
        "milestones:write",
        "memories:read",
        "memories:write",
        "sync",
        "tenant:admin"
    };

    private static final HookWorld SHARED = started();

    private final Workspace workspace = new Workspace();
    final RunningServer server;
    final String token = RunningServer.ownersToken("ann", SCOPES);

    /// The one that all tests share, each with projects of its own, as long as they run.
    static HookWorld instance() {
        return SHARED;
    }

    private static HookWorld started() {
        try {
            return new HookWorld();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HookWorld() throws InterruptedException {
        server = RunningServer.alone(workspace, Map.of("ENV", "dev", "RATE_LIMIT_PER_MINUTE", "100000"));
    }

    String project(String slug) {
        made(201, server.post("/v1/projects", token, Map.of("name", slug, "slug", slug)));
        return slug;
    }

    JsonNode webhook(String project, String url, String... events) {
        var order = Map.of("callbackUrl", url, "events", List.of(events));
        return made(201, server.post("/v1/projects/" + project + "/webhooks", token, order));
    }

    HttpResponse<String> create(String project, String url, String... events) {
        var order = Map.of("callbackUrl", url, "events", List.of(events));
        return server.post("/v1/projects/" + project + "/webhooks", token, order);
    }

    JsonNode note(String project, String title) {
        return made(201, server.post("/v1/spaces/" + project + "/notes", token, Map.of("title", title)));
    }

    JsonNode post(int status, String path, Object body) {
        return made(status, server.post(path, token, body));
    }

    JsonNode get(String path) {
        return made(200, server.get(path, token));
    }

    JsonNode patch(String path, String body) {
        return made(200, server.send("PATCH " + path, token, Optional.of(body)));
    }

    static String path(String project, JsonNode webhook) {
        return "/v1/projects/" + project + "/webhooks/" + webhook.path("id").asText();
    }

    /// A webhook as it is now.
    JsonNode shown(String project, JsonNode webhook) {
        return get(path(project, webhook));
    }

    /// Waits for a delivery with a status, and returns the newest one.
    JsonNode awaitDelivery(String project, JsonNode webhook, String status) throws Exception {
        String path = path(project, webhook) + "/deliveries?status=" + status;
        Await.until(() -> !get(path).path("deliveries").isEmpty(), Receiver.PATIENCE);
        return get(path).path("deliveries").get(0);
    }

    /// Runs a statement on the rows of all tenants.
    void execute(String statement) {
        TestPostgres.execute(TestPostgres.admin(name()), statement);
    }

    /// The only number that a query on the rows of all tenants gives.
    long number(String query) {
        try (Connection connection = TestPostgres.connect(TestPostgres.admin(name()));
                var statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(query);
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Makes what waits for its next attempt due.
    void hasten(JsonNode webhook) {
        String id = webhook.path("id").asText();
        execute("UPDATE webhook_delivery SET next_attempt_at = now() WHERE status = 'pending' AND webhook_id = '" + id
                + "'; UPDATE webhook SET next_attempt_at = now() WHERE id = '" + id + "'");
    }

    private String name() {
        return workspace.owner().jdbc().replaceFirst("^.*/([^/?]*).*$", "$1");
    }

    private static JsonNode made(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return RunningServer.json(answer);
    }
}
