package dev.toolbridge.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operators see a container's log lines, its metrics, and its statements in the database.
class ObservationTest {
    private static final Duration SEEN_MAX = Duration.ofSeconds(20);
    private static final Duration READ_MAX = Duration.ofMinutes(2);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String WORD = "unmistakable-words-of-a-note";
    private static final String API_KEY = "fbk_live_HIDDENHIDDENHIDDENHIDDEN";
    private static final Pattern METER = Pattern.compile("\\b(?:toolbridge|hikaricp|jvm|process)_\\w+");

    private static TenantDatabase database;
    private static RunningContainer container;

    @BeforeAll
    static void start() {
        database = TenantDatabase.fresh();
        container = RunningContainer.start(database);
    }

    @AfterAll
    static void stop() {
        container.close();
    }

    @Test
    void linesNameTheRequestButNeitherSecretsNorPayloads() {
        String correlation = "test-" + UUID.randomUUID();
        String token = container.tokens().of("someone");
        assertThat(create(token, correlation).status()).isEqualTo(201);
        provokeFailures(token);

        JsonNode line = accessLine(correlation);
        assertThat(line.path("trace_id").asText()).isEqualTo(TRACE);
        assertThat(line.path("tenant").asText()).isNotEmpty();
        assertThat(line.path("user").asText()).isNotEmpty();
        assertThat(line.path("tool").asText()).isEqualTo("create_note");
        assertThat(line.path("run").asText()).isEqualTo("run-7");
        assertThat(container.output())
                .contains("check constraint")
                .doesNotContain(List.of(
                        WORD,
                        API_KEY,
                        "eyJ",
                        container.environment().get("JWT_HS256_SECRET"),
                        database.server().password().orElseThrow()));
    }

    @Test
    void theTraceReachesTheDatabaseThroughTheSidecar() throws Exception {
        String token = container.tokens().of("someone");
        try (var locked = database.locked("item")) {
            var answer = CompletableFuture.supplyAsync(() -> container
                    .sidecar()
                    .send(Call.of("POST", "/mcp/tools/call")
                            .with("Authorization", "Bearer " + token)
                            .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                            .json("{\"tool_name\":\"create_note\",\"params\":{\"title\":\"Traced\"}}")));
            Await.until(
                    SEEN_MAX,
                    () -> database.applications().contains("toolbridge-api " + TRACE),
                    () -> "only seen: " + database.applications());
            locked.rollback();
            assertThat(answer.get().status()).isEqualTo(200);
        }
    }

    @Test
    void metersShowTheFourSignalsOfBothProgramsInAFormThatPrometheusTakes() throws IOException {
        container.api().send(Call.of("GET", "/v1/notes"));
        container.sidecar().send(Call.of("GET", "/healthz"));
        String page = container.metrics().send(Call.of("GET", "/metrics")).body();

        for (String program : List.of("toolbridge-api", "toolbridge-mcp")) {
            for (String signal : List.of(
                    "toolbridge_http_requests_seconds_count",
                    "toolbridge_http_latency_seconds_bucket",
                    "toolbridge_http_requests_running",
                    "toolbridge_http_requests_limit",
                    "jvm_memory_used_bytes")) {
                assertThat(page).contains(signal + "{program=\"" + program + "\"");
            }
        }
        Path file = Files.writeString(container.laidOut().run().resolve("meters"), page);
        var promtool = DebianTool.required("promtool", "prometheus");
        var check = new ProcessBuilder(promtool.program().toString(), "check", "metrics")
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("error while linting");
    }

    @Test
    void alertsAskForMetersThatAreThere() {
        container.api().send(Call.of("GET", "/v1/notes"));
        String page = container.metrics().send(Call.of("GET", "/metrics")).body();
        Set<String> asked = METER.matcher(Checkout.text(Checkout.file("deploy/alerts.yaml")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).hasSizeGreaterThan(5).allSatisfy(meter -> assertThat(page)
                .containsPattern("(?m)^" + meter + "[{ ]"));
    }

    @Test
    void theDashboardAsksForMetersThatAreThere() {
        container.api().send(Call.of("GET", "/v1/notes"));
        callTool();
        Set<String> asked = METER.matcher(Dashboard.text())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        String page = container.metrics().send(Call.of("GET", "/metrics")).body();

        assertThat(asked).hasSizeGreaterThan(15).allSatisfy(meter -> assertThat(page)
                .containsPattern("(?m)^" + meter + "[{ ]"));
    }

    @Test
    void everyQueryOfTheDashboardFindsSeriesInPrometheus(@TempDir Path folder) {
        List<String> queries = Dashboard.queries();
        assertThat(queries).hasSizeGreaterThan(20).noneMatch(query -> query.contains("$"));
        try (var prometheus = Prometheus.reading(container.metrics(), folder)) {
            Set<String> empty = new TreeSet<>(queries);
            Await.until(
                    READ_MAX,
                    () -> {
                        callTool();
                        empty.removeIf(query -> prometheus
                                .found(query)
                                .filter(found -> !found.isEmpty())
                                .isPresent());
                        return empty.isEmpty();
                    },
                    () -> "these find nothing: " + empty);
            assertThat(prometheus.found("toolbridge_not_there").orElseThrow()).isEmpty();
        }
    }

    private static void callTool() {
        String token = container.tokens().of("someone");
        var call = Call.of("POST", "/mcp/tools/call").with("Authorization", "Bearer " + token);
        container.sidecar().send(call.json("{\"tool_name\":\"create_note\",\"params\":{\"title\":\"Seen\"}}"));
    }

    private static Reply create(String token, String correlation) {
        return container
                .api()
                .send(Call.of("POST", "/v1/notes")
                        .with("Authorization", "Bearer " + token)
                        .with("X-Correlation-ID", correlation)
                        .with("X-TB-Tool", "create_note")
                        .with("X-TB-Run", "run-7")
                        .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .json("{\"title\":\"" + WORD + "\"}"));
    }

    /// Sends malformed and refused requests and misplaced tokens, and makes the database quote rows in errors.
    private static void provokeFailures(String token) {
        var notes = Call.of("POST", "/v1/notes").with("Authorization", "Bearer " + token);
        String body = "{\"title\":\"" + WORD + "\"}";
        container.api().send(notes.json(body.substring(0, body.length() - 2)));
        container.api().send(notes.json("[\"" + WORD + "\"]"));
        container.api().send(notes.with("If-Match", token).json(body));
        container.api().send(Call.of("GET", "/v1/notes?cursor=" + token).with("Authorization", "Bearer " + token));
        container.api().send(Call.of("GET", "/" + token).with("X-Correlation-ID", API_KEY));
        container.api().send(Call.of("GET", "/v1/notes").with("Authorization", "Bearer " + token + "x"));
        container.api().send(Call.of("GET", "/v1/notes").with("Authorization", "Bearer " + API_KEY));
        var tool = Call.of("POST", "/mcp").with("Authorization", "Bearer " + token);
        container.sidecar().send(tool.json("{" + WORD));
        database.execute("ALTER TABLE item ADD CONSTRAINT never CHECK (payload ->> 'title' IS NULL) NOT VALID");
        assertThat(container.api().send(notes.json(body)).status()).isEqualTo(500);
        database.execute("ALTER TABLE item DROP CONSTRAINT never");
    }

    private static JsonNode accessLine(String correlation) {
        return container
                .output()
                .lines()
                .map(JsonValues::parse)
                .filter(line -> line.path("correlation_id").asText().equals(correlation))
                .filter(line -> line.path("logger").asText().equals("access"))
                .findFirst()
                .orElseThrow();
    }
}
