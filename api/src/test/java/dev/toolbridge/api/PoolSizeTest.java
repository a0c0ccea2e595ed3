package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that a server does goes on within few connections: no part of it holds one while it waits for another.
@Timeout(180)
class PoolSizeTest {
    private static final int CLIENTS = 12;
    private static final int ROUNDS = 12;

    /// Every client has a space, and all of them share one more.
    private static final String SHARED = "everybody";

    /// The connection that listens, besides the pool.
    private static final int BESIDE = 1;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void allPartsWorkUnderParallelLoad(int connections) throws Exception {
        var settings = Map.of(
                "DATABASE_POOL_SIZE",
                Integer.toString(connections),
                "RATE_LIMIT_BURST",
                "90000",
                "RATE_LIMIT_PER_MINUTE",
                "90000");
        try (var workspace = new Workspace();
                var server = RunningServer.alone(workspace, settings)) {
            var followed = follow(server, token(SHARED), CLIENTS * ROUNDS);
            load(server);
            wipe(server, token("wiper"));

            assertThat(followed.get()).isGreaterThanOrEqualTo(CLIENTS * ROUNDS);
            assertThat(connections(workspace)).isLessThanOrEqualTo(connections + BESIDE);
            Await.until(() -> server.get("/readyz", "").statusCode() == 200, Duration.ofSeconds(10));
            for (int client = 0; client < CLIENTS; client++) {
                assertThat(titles(server, token("client-" + client))).hasSize(ROUNDS);
            }
        }
    }

    private static void load(RunningServer server) throws InterruptedException, ExecutionException {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String own = token("client-" + client);
                running.add(
                        clients.submit(() -> IntStream.range(0, ROUNDS).forEach(round -> round(server, own, round))));
            }
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    /// Writes of every kind, reads that index what is missing, and keys with their entries in the audit log.
    private static void round(RunningServer server, String own, int round) {
        String shared = token(SHARED);
        expect(201, server.post("/v1/notes", own, Map.of("title", "zebra " + round)));
        expect(
                201,
                server.post(
                        "/v1/notes",
                        shared,
                        Map.of("title", "apple " + round),
                        "Idempotency-Key",
                        UUID.randomUUID().toString()));
        expect(200, server.get("/v1/search?q=zebra", own));
        expect(200, server.get("/v1/notes?limit=50", shared));
        expect(200, server.get("/v1/changes?limit=10", shared));
        expect(200, batch(server, own, round));
        if (round % 4 == 0) {
            expect(201, server.post("/v1/keys", own, Map.of("name", "key " + round, "scopes", List.of("notes:read"))));
            expect(200, server.get("/v1/audit", own));
        }
    }

    /// The finisher deletes what is wiped, beside the load of the others.
    private static void wipe(RunningServer server, String token) {
        expect(201, server.post("/v1/notes", token, Map.of("title", "gone")));
        String session = RunningServer.json(server.post("/v1/sync/sessions", token, Map.of()))
                .get("id")
                .textValue();
        expect(200, server.post("/v1/sync/wipe", token, Map.of("confirm", "WIPE"), "X-Sync-Session", session));
    }

    private static HttpResponse<String> batch(RunningServer server, String token, int round) {
        var create = Map.of("op", "create", "type", "task_list", "payload", Map.of("name", "list " + round));
        return server.post("/v1/batch", token, Map.of("operations", List.of(create, create)));
    }

    private static void expect(int status, HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(() -> response.uri() + ": " + response.body())
                .isEqualTo(status);
    }

    /// Reads a stream until it has shown so many changes.
    private static CompletableFuture<Long> follow(RunningServer server, String token, int changes)
            throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/changes/stream"))
                .header("Authorization", "Bearer " + token)
                .build();
        var lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
        return CompletableFuture.supplyAsync(
                () -> {
                    try (http;
                            lines) {
                        return lines.filter("event: change"::equals)
                                .limit(changes)
                                .count();
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static List<String> titles(RunningServer server, String token) {
        return RunningServer.json(server.get("/v1/notes?limit=100", token)).findValuesAsText("title");
    }

    private static int connections(Workspace workspace) throws SQLException {
        try (var connection = TestPostgres.connect(workspace.owner());
                var statement = connection.createStatement()) {
            var row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE usename = '"
                    + workspace.login().user() + "' AND application_name LIKE 'toolbridge-api%'");
            row.next();
            return row.getInt(1);
        }
    }

    private static String token(String user) {
        return RunningServer.ownersToken(user);
    }
}
