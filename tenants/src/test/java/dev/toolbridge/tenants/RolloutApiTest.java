package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tests.process.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rollouts over HTTP, by an operator's key.
class RolloutApiTest {
    private static final String ALL = "/admin/rollouts";
    private static final String ORDER = "{\"release\":\"next\",\"waves\":[10,100],\"failures_max\":3}";

    private static final Duration ENDED_MAX = Duration.ofMinutes(1);

    private static RunningTenants control;
    private static String key;

    /// Looks so often that it reaches its rate, which is not that of the other key.
    private static String watcher;

    @BeforeAll
    static void start() throws InterruptedException {
        control = RunningTenants.start();
        key = control.key();
        watcher = control.key();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @Test
    void aRolloutIsMadeOnceShownAndOver() {
        control.send(
                "POST /admin/tenants", key, Optional.of("{\"name\":\"One\",\"slug\":\"one\"}"), "Prefer", "wait=30");
        var made = post("", ORDER, "Idempotency-Key", "order-1");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode rollout = json(made);
        String place = made.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo(ALL + "/" + rollout.path("id").asText());
        assertThat(json(post("", ORDER, "Idempotency-Key", "order-1")).path("id"))
                .isEqualTo(rollout.path("id"));
        assertThat(code(post("", "{\"release\":\"x\",\"waves\":[100]}", "Idempotency-Key", "order-1")))
                .isEqualTo("idempotency_key_reused");
        assertThat(rollout.at("/tenants/0/slug").asText()).isEqualTo("one");
        assertThat(rollout.path("bake").asInt()).isEqualTo(60);

        Await.until(ENDED_MAX, () -> status(place).equals("succeeded"), () -> "it is " + status(place));
        JsonNode shown = json(control.get(place, key));
        assertThat(shown.at("/counts/succeeded").asInt()).isEqualTo(1);
        assertThat(shown.at("/tenants/0/state").asText()).isEqualTo("succeeded");
        String operation = shown.at("/tenants/0/operation").asText();
        assertThat(json(control.get("/admin/operations/" + operation, key))
                        .path("kind")
                        .asText())
                .isEqualTo("deploy");
        assertThat(json(control.get(ALL, key)).at("/rollouts/0/id").asText())
                .isEqualTo(rollout.path("id").asText());
        assertThat(code(control.send("POST " + place + "/pause", key, Optional.of(""))))
                .isEqualTo("invalid_state");
        assertThat(json(control.get("/admin/audit", key)).path("entries").findValuesAsText("action"))
                .contains("rollout.created");
    }

    @Test
    void badOrdersAreRefused() {
        for (String waves : List.of(
                "[]",
                "[0,100]",
                "[10]",
                "[50,10,100]",
                "[100,100]",
                "[101]",
                "[1.5,100]",
                "[\"100\"]",
                "{\"a\":100}",
                "100")) {
            assertThat(code(post("", "{\"release\":\"next\",\"waves\":" + waves + "}")))
                    .as(waves)
                    .isEqualTo("invalid_field");
        }
        for (String body : List.of(
                "{}",
                "{\"waves\":[100]}",
                "{\"release\":\"../x\",\"waves\":[100]}",
                "{\"release\":\"x\",\"waves\":[100],\"failures_max\":-1}",
                "{\"release\":\"x\",\"waves\":[100],\"bake\":601}",
                "{\"release\":\"x\",\"waves\":[100],\"colour\":1}")) {
            assertThat(post("", body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void onlyOperatorsMay() {
        String reader = control.key(Scope.PLATFORM_READ);
        assertThat(control.send("POST " + ALL, reader, Optional.of(ORDER)).statusCode())
                .isEqualTo(403);
        assertThat(control.get(ALL, reader).statusCode()).isEqualTo(200);
        assertThat(control.get(ALL, "tbo_live_nothing").statusCode()).isEqualTo(401);
        assertThat(control.get(ALL + "/" + UUID.randomUUID(), key).statusCode()).isEqualTo(404);
        assertThat(control.send("POST " + ALL + "/x/resume", key, Optional.of(""))
                        .statusCode())
                .isEqualTo(404);
    }

    private static String status(String place) {
        return json(control.get(place, watcher)).path("status").asText();
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        return control.send("POST " + ALL + path, key, Optional.of(body), headers);
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.stored(answer.body());
    }
}
