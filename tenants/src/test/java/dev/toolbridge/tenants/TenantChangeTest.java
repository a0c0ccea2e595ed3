package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Changes of a tenant's values over HTTP, by an operator's key.
class TenantChangeTest {
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
    void aTenantIsChangedByWhoKnowsItsVersion() {
        JsonNode tenant = active(slug(), "");
        String path = "/admin/tenants/" + tenant.path("slug").asText();
        String tag = get(path).headers().firstValue("ETag").orElseThrow();

        assertThat(patch(path, "{\"name\":\"b\"}").statusCode()).isEqualTo(428);
        var changed = patch(path, "{\"name\":\"b\",\"quotas\":{\"items\":5}}", "If-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).at("/quotas/items").asLong()).isEqualTo(5);
        assertThat(json(changed).at("/quotas/keys")).isEqualTo(tenant.at("/quotas/keys"));
        assertThat(json(changed).path("generation").asLong())
                .isEqualTo(tenant.path("generation").asLong() + 1);
        assertThat(patch(path, "{\"name\":\"c\"}", "If-Match", tag).statusCode())
                .isEqualTo(412);
        assertThat(patch(path, "{\"name\":\"c\"}", "If-Match", "2").statusCode())
                .isEqualTo(412);
        assertThat(json(get(path)).path("name").asText()).isEqualTo("b");
        for (String wrong : List.of("items\":-1", "memory_mb\":127", "memory_mb\":1048577")) {
            var bad = patch(path, "{\"quotas\":{\"" + wrong + "}}", "If-Match", "*");
            assertThat(json(bad).path("field").asText()).as(wrong).isEqualTo(wrong.substring(0, wrong.indexOf('"')));
        }
        assertThat(patch(path, "{\"quotas\":{\"memory_mb\":128}}", "If-Match", "*")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNewNameAndNewAdministratorsAreBroughtToTheIdentityProvider() {
        String id = "org_" + slug().replace("-", "");
        String path = "/admin/tenants/"
                + active(slug(), ",\"admins\":[\"Ada@acme.example\"],\"id\":\"" + id + "\"")
                        .path("slug")
                        .asText();

        for (String same : List.of(
                "{\"name\":\"A tenant\"}", "{\"admins\":[\"ada@ACME.example\"]}", "{\"quotas\":{\"items\":7}}")) {
            assertThat(patch(path, same, "If-Match", "*").statusCode()).isEqualTo(200);
            assertThat(changes(path)).as(same).isEmpty();
        }
        assertThat(patch(path, "{\"name\":\"Other\",\"admins\":[\"eve@acme.example\"]}", "If-Match", "\"99\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(changes(path)).isEmpty();
        var changed = patch(
                path,
                "{\"name\":\"Other\",\"admins\":[\"eve@acme.example\"],\"hold\":true,\"hold_reason\":\"a dispute\"}",
                "If-Match",
                "*");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changes(path)).hasSize(1);
        JsonNode entries = json(get(path + "/audit")).path("entries");
        assertThat(entries.findValuesAsText("action")).endsWith("tenant.updated", "tenant.held", "tenant.updated");
        assertThat(entries.get(entries.size() - 1).at("/facts/changed")).hasSize(2);
    }

    /// The operations at the identity provider that follow from changes of a tenant.
    private static List<JsonNode> changes(String path) {
        String slug = path.substring(path.lastIndexOf('/') + 1);
        return json(get("/admin/operations?tenant=" + slug))
                .path("operations")
                .valueStream()
                .filter(operation -> operation.path("kind").asText().equals("update_identity"))
                .toList();
    }

    private static JsonNode active(String slug, String more) {
        var body = "{\"name\":\"A tenant\",\"slug\":\"" + slug + "\"" + more + "}";
        assertThat(control.send("POST /admin/tenants", key, Optional.of(body), "Prefer", "wait=30")
                        .statusCode())
                .isEqualTo(201);
        return json(get("/admin/tenants/" + slug));
    }

    private static String slug() {
        return "t-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static HttpResponse<String> get(String path) {
        return control.get(path, key);
    }

    private static HttpResponse<String> patch(String path, String body, String... headers) {
        return control.send("PATCH " + path, key, Optional.of(body), headers);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.stored(answer.body());
    }
}
