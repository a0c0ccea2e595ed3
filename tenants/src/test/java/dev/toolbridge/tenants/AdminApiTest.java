package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tenants and operations over HTTP, by an operator's key.
class AdminApiTest {
    private static RunningTenants control;
    private static String key;

    @BeforeAll
    static void start() throws InterruptedException {
        control = RunningTenants.start();
        key = control.key();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @Test
    void aTenantIsOrderedAndThenThere() {
        var ordered = post("/admin/tenants", "{\"name\":\"Ärzte & Söhne GmbH\"}");
        assertThat(ordered.statusCode()).isEqualTo(202);
        String place = ordered.headers().firstValue("Location").orElseThrow();
        assertThat(place)
                .isEqualTo("/admin/operations/" + json(ordered).path("id").asText());

        assertThat(ended(place)).isEqualTo("succeeded");
        JsonNode tenant = json(get("/admin/tenants/arzte-sohne-gmbh"));
        assertThat(tenant.path("status").asText()).isEqualTo("active");
        assertThat(tenant.path("plan").asText()).isEqualTo("standard");
        assertThat(json(get("/admin/tenants/" + tenant.path("ref").asText()))).isEqualTo(tenant);
    }

    @Test
    void whoWaitsGetsTheEnd() {
        var made = post("/admin/tenants", order(slug()), "Prefer", "respond-async, wait=20");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(made).path("status").asText()).isEqualTo("succeeded");
        assertThat(json(made).at("/steps/0/state").asText()).isEqualTo("done");
    }

    @Test
    void theSameKeyIsOneTenant() {
        String slug = slug();
        var first = post("/admin/tenants", order(slug), "Idempotency-Key", slug);
        var again = post("/admin/tenants", order(slug), "Idempotency-Key", slug);
        var other = post("/admin/tenants", order(slug + "x"), "Idempotency-Key", slug);

        assertThat(json(again).path("id")).isEqualTo(json(first).path("id"));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(code(other)).isEqualTo("idempotency_key_reused");
    }

    @Test
    void ofTwoAtTheSameInstantOneIsMade() throws Exception {
        String slug = slug();
        var requests = new ArrayList<Callable<HttpResponse<String>>>();
        for (int request = 0; request < 8; request++) {
            requests.add(() -> post("/admin/tenants", order(slug)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(requests)) {
                statuses.add(answer.get().statusCode());
            }
            assertThat(statuses)
                    .containsOnlyOnce(202)
                    .filteredOn(status -> status == 409)
                    .hasSize(7);
        }
    }

    @Test
    void anOrganisationHasOneTenant() {
        String id = "org_" + slug().replace("-", "");
        active(slug(), ",\"id\":\"" + id + "\"");

        var second = post("/admin/tenants", "{\"name\":\"b\",\"slug\":\"" + slug() + "\",\"id\":\"" + id + "\"}");
        assertThat(code(second)).isEqualTo("tenant_exists");
        assertThat(json(get("/admin/tenants/" + id)).path("id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"slug":"acme-x"}                            | 400 | name
                    {"name":""}                                  | 400 | name
                    {"name":7}                                   | 400 | name
                    {"name":"a","slug":"ab"}                     | 422 | slug
                    {"name":"a","slug":"a234567890123456789012345678901"} | 422 | slug
                    {"name":"a","slug":"-ab"}                    | 422 | slug
                    {"name":"a","slug":"ab-"}                    | 422 | slug
                    {"name":"a","slug":"Acme"}                   | 422 | slug
                    {"name":"a","slug":"ácme"}                   | 422 | slug
                    {"name":"a","slug":"admin"}                  | 422 | slug
                    {"name":"a","slug":"a%0ab"}                  | 422 | slug
                    {"name":"株式会社"}                           | 422 | slug
                    {"name":"abc","plan":"gold"}                 | 422 | plan
                    {"name":"abc","plan":1}                      | 400 | plan
                    {"name":"abc","region":"mars"}               | 422 | region
                    {"name":"abc","runtime":"docker"}            | 422 | runtime
                    {"name":"abc","id":"org 1"}                  | 400 | id
                    {"name":"abc","admins":["nobody"]}           | 400 | admins
                    {"name":"abc","admins":"a@b"}                | 400 | admins
                    {"name":"abc","admin":["a@b"]}               | 400 | body
                    {"name":"abc","quotas":{}}                   | 400 | body
                    """)
    void aBadTenantIsRefusedByName(String body, int status, String field) {
        var refused = post("/admin/tenants", body);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(json(refused).path("field").asText()).isEqualTo(field);
        assertThat(json(refused).path("expected").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "\"a\"", "{\"name\":\"a\"}{}"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertThat(code(post("/admin/tenants", body))).isEqualTo("invalid_json");
    }

    @Test
    void aLargeBodyIsRefused() {
        assertThat(post("/admin/tenants", "{\"name\":\"" + "a".repeat(1 << 20) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=61", "wait=-1", "wait=soon", "wait="})
    void aWaitThatCannotBeHadIsRefused(String preference) {
        String slug = slug();
        var refused = post("/admin/tenants", order(slug), "Prefer", preference);
        assertThat(code(refused)).isEqualTo("invalid_header");
        assertThat(get("/admin/tenants/" + slug).statusCode())
                .as("nothing is begun")
                .isEqualTo(404);
    }

    @Test
    void aTenantIsSuspendedResumedAndEnded() {
        String slug = active(slug(), "").path("slug").asText();
        String path = "/admin/tenants/" + slug;

        assertThat(post(path + "/suspend", "{\"reason\":\"unpaid\"}", "Prefer", "wait=20")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(get(path)).path("status").asText()).isEqualTo("suspended");
        assertThat(code(post(path + "/suspend", ""))).isEqualTo("invalid_state");
        assertThat(post(path + "/resume", "", "Prefer", "wait=20").statusCode()).isEqualTo(200);
        assertThat(json(get(path)).path("status").asText()).isEqualTo("active");

        assertThat(delete(path).statusCode()).isEqualTo(400);
        assertThat(delete(path + "?confirm=other").statusCode()).isEqualTo(400);
        assertThat(delete(path + "?confirm=" + slug, "Prefer", "wait=20").statusCode())
                .isEqualTo(200);
        assertThat(code(post("/admin/tenants", order(slug)))).isEqualTo("slug_taken");
    }

    @Test
    void listsComeInPages() {
        for (int tenant = 0; tenant < 5; tenant++) {
            active(slug(), "");
        }
        var refs = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = json(get("/admin/tenants?status=active&limit=2&cursor=" + cursor));
            page.path("tenants").forEach(tenant -> refs.add(tenant.path("ref").asText()));
            cursor = page.path("hasMore").asBoolean() ? page.path("nextCursor").asText() : "";
        } while (!cursor.isEmpty());

        assertThat(refs).doesNotHaveDuplicates().isSorted().hasSizeGreaterThanOrEqualTo(5);
        assertThat(code(get("/admin/tenants?status=happy"))).isEqualTo("invalid_parameter");
        assertThat(code(get("/admin/tenants?colour=red"))).isEqualTo("invalid_parameter");
        assertThat(code(get("/admin/tenants?cursor=abc"))).isEqualTo("invalid_cursor");
    }

    @Test
    void anOperationIsWatched() {
        var ordered = post("/admin/tenants", order(slug()));
        String place = ordered.headers().firstValue("Location").orElseThrow();

        String events = get(place + "/events").body();
        assertThat(events).contains("id: 1\nevent: change\n").contains("\"what\":\"succeeded\"");
        String rest = get(place + "/events", "Last-Event-ID", "1").body();
        assertThat(rest).doesNotContain("id: 1\n").contains("\"what\":\"succeeded\"");
        String nothing = get(
                        place + "/events",
                        "Last-Event-ID",
                        json(get(place)).path("last_event").asText())
                .body();
        assertThat(nothing).doesNotContain("event: change");
        assertThat(code(get(place + "/events", "Last-Event-ID", "x"))).isEqualTo("invalid_header");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(get("/admin/tenants/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/admin/operations/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/admin/operations/x").statusCode()).isEqualTo(404);
        assertThat(post("/admin/operations/" + UUID.randomUUID() + "/retry", "").statusCode())
                .isEqualTo(404);
        assertThat(get("/admin/operations?tenant=nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void theAuditLogIsOneChain() {
        String path = "/admin/tenants/" + active(slug(), "").path("slug").asText();
        post(path + "/suspend", "{\"reason\":\"unpaid\"}", "Prefer", "wait=20");
        JsonNode entries = json(get(path + "/audit")).path("entries");

        assertThat(entries.findValuesAsText("action")).containsExactly("tenant.created", "operation.requested");
        assertThat(entries.findValuesAsText("seq")).containsExactly("1", "2");
        assertThat(entries.at("/1/facts/reason").asText()).isEqualTo("unpaid");
        assertThat(entries.at("/0/actor/name").asText()).isEqualTo("a test");
        assertThat(json(get("/admin/audit")).path("entries").findValuesAsText("action"))
                .contains("operator_key.created");
    }

    private static JsonNode active(String slug, String more) {
        var body = "{\"name\":\"A tenant\",\"slug\":\"" + slug + "\"" + more + "}";
        assertThat(post("/admin/tenants", body, "Prefer", "wait=30").statusCode())
                .isEqualTo(201);
        return json(get("/admin/tenants/" + slug));
    }

    /// The end of an operation, as its stream of events tells it.
    private static String ended(String place) {
        get(place + "/events");
        return json(get(place)).path("status").asText();
    }

    private static String slug() {
        return "t-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String order(String slug) {
        return "{\"name\":\"A tenant\",\"slug\":\"" + slug + "\"}";
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return control.get(path, key, headers);
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        return control.send("POST " + path, key, Optional.of(body), headers);
    }

    private static HttpResponse<String> delete(String path, String... headers) {
        return control.send("DELETE " + path, key, Optional.empty(), headers);
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.stored(answer.body());
    }
}
