package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Quotas at two servers of one database, as they are during a deployment. Each test has a tenant of its own.
class QuotaTest {
    private static final String[] SCOPES = {
        "notes:read", "notes:write", "notes:delete", "sync", "keys:manage", "projects:write"
    };
    private static final int ITEMS = 40;
    private static final int REQUESTS = 120;
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static Workspace workspace;
    private static RunningServer one;
    private static RunningServer two;

    private final String tenant = "tenant_" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        workspace = new Workspace();
        limit(REQUESTS);
        one = server();
        two = server();
    }

    @AfterAll
    static void close() {
        one.close();
        two.close();
        workspace.close();
    }

    @Test
    void itemsOfAllUsersTogetherNeverExceedTheirLimit() throws Exception {
        List<HttpResponse<String>> answers = together(60, number -> create(number % 2 == 0 ? one : two, number % 6));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(ITEMS);
        HttpResponse<String> refused = create(one, 0);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("\"code\":\"quota_exceeded\"", "\"quota\":\"items\"", "\"limit\":40");
        assertThat(header(refused, "X-Quota-Items-Remaining")).isEqualTo("0");
        assertThat(one.get("/v1/notes", token(0)).statusCode()).isEqualTo(200);
    }

    @Test
    void projectsAreMadeWithinTheLimitAndCount() {
        HttpResponse<String> made = one.post("/v1/projects", token(0), Map.of("name", "Counted"));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(Integer.parseInt(header(create(one, 0), "X-Quota-Items-Remaining")))
                .isLessThan(ITEMS - 1);
    }

    @Test
    void deletionsAndWhatAddsNothingWorkAtTheLimit() {
        String path = path(create(one, 0));
        for (int item = 1; item < ITEMS; item++) {
            create(one, 0);
        }
        HttpResponse<String> same = patch(one, path, "y");
        HttpResponse<String> large = patch(one, path, "z".repeat(300_000));

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(header(same, "X-Quota-Items-Used")).isEqualTo("40");
        assertThat(header(same, "X-Quota-Warning")).contains("items");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("\"quota\":\"bytes\"");
        assertThat(one.delete(path, token(0)).statusCode()).isEqualTo(200);
        assertThat(create(one, 0).statusCode()).isEqualTo(201);
    }

    /// A device must be able to delete what makes room, among items that do not fit.
    @Test
    void aPushThatDoesNotFitDeletesAndRefusesTheRestOneByOne() {
        for (int item = 1; item < ITEMS; item++) {
            create(one, 0);
        }
        HttpResponse<String> note = create(one, 0);
        var session = one.post("/v1/sync/sessions", token(0), Map.of());
        String id = RunningServer.json(session).path("id").asText();
        String epoch = RunningServer.json(session).path("epoch").asText();
        String deleted = RunningServer.json(note).path("uid").asText();

        HttpResponse<String> acks = one.send(
                "POST /v1/sync/notes/push",
                token(0),
                Optional.of("""
                        {"items":[{"uid":"%s","text":"new"},{"uid":"%s","text":"x","sync":{"isDeleted":true}},
                        {"uid":"%s","text":"newer"}]}
                        """.formatted(UUID.randomUUID(), deleted, UUID.randomUUID())),
                "Content-Type",
                "application/json",
                "X-Sync-Session",
                id,
                "X-Sync-Epoch",
                epoch);

        assertThat(acks.statusCode()).as(acks.body()).isEqualTo(200);
        assertThat(acks.body().split("quota_exceeded", -1)).hasSize(3);
        assertThat(one.get("/v1/notes/" + deleted, token(0)).statusCode()).isEqualTo(410);
        assertThat(create(one, 0).statusCode()).isEqualTo(201);
    }

    @Test
    void requestsOfADayAreCountedByBothServersTogetherAndSurviveThem() throws Exception {
        String path = path(create(one, 0));
        List<HttpResponse<String>> answers =
                together(150, number -> patch(number % 2 == 0 ? one : two, path, "text " + number));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(REQUESTS - 1);
        HttpResponse<String> refused = patch(one, path, "more");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"quota\":\"requests_a_day\"");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 86_400L);
        assertThat(one.get(path, token(0)).statusCode()).isEqualTo(200);
        one.close();
        one = server();
        assertThat(patch(one, path, "more").statusCode()).isEqualTo(429);

        limit(REQUESTS + 10);
        try {
            Await.until(() -> patch(one, path, "more").statusCode() == 200, BOUND);
            assertThat(one.delete(path, token(0)).statusCode()).isEqualTo(200);
        } finally {
            limit(REQUESTS);
        }
    }

    /// Marks count once for each call, and never in the place of a request.
    @Test
    void toolCallsAreCountedOnceHoweverManyRequestsTheyMake() {
        for (int call = 0; call < 2; call++) {
            String id = UUID.randomUUID().toString();
            assertThat(create(one, 0, "X-TB-Tool-Call", id).statusCode()).isEqualTo(201);
            assertThat(create(one, 0, "X-TB-Tool-Call", id).statusCode()).isEqualTo(201);
        }
        HttpResponse<String> third = create(one, 0, "X-TB-Tool-Call", "third");

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("\"quota\":\"tool_calls_a_day\"");
        assertThat(header(third, "X-Quota-Requests-Used")).isEqualTo("5");
        assertThat(create(one, 0).statusCode()).isEqualTo(201);
        assertThat(one.get("/v1/notes", token(0), "X-TB-Tool-Call", "fourth").statusCode())
                .isEqualTo(200);
    }

    @Test
    void keysOfAllUsersTogetherNeverExceedTheirLimit() throws Exception {
        List<HttpResponse<String>> answers = together(12, number -> (number % 2 == 0 ? one : two)
                .post("/v1/keys", token(number % 3), Map.of("name", "key " + number, "scopes", List.of("notes:read"))));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(5);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 413).hasSize(7);
    }

    private static RunningServer server() throws InterruptedException {
        return RunningServer.alone(
                workspace,
                Map.of(
                        "QUOTA_FILE",
                        folder.resolve("quotas.json").toString(),
                        "RATE_LIMIT_PER_MINUTE",
                        "100000",
                        "RATE_LIMIT_BURST",
                        "10000"));
    }

    private static void limit(int requests) throws IOException {
        Path aside = folder.resolve("new");
        Files.writeString(aside, """
                {"items":%s,"bytes":100000,"requests_a_day":%s,"tool_calls_a_day":2,"keys":5,"memory_mb":256}
                """.formatted(ITEMS, requests));
        Files.move(
                aside,
                folder.resolve("quotas.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static <T> List<T> together(int count, IntFunction<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(12)) {
            List<Future<T>> running = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> work.apply(number)))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        }
    }

    private String token(int user) {
        return RunningServer.ownersToken("user " + user, Optional.of(tenant), SCOPES);
    }

    private HttpResponse<String> create(RunningServer server, int user, String... headers) {
        return server.post("/v1/notes", token(user), Map.of("text", "x"), headers);
    }

    private HttpResponse<String> patch(RunningServer server, String path, String text) {
        return server.send("PATCH " + path, token(0), Optional.of(Json.text(Map.of("text", text))));
    }

    private static String path(HttpResponse<String> created) {
        return "/v1/notes/" + RunningServer.json(created).path("uid").asText();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
