package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Keys of operators over HTTP.
class OperatorKeysTest {
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
    void keysOpenWhatTheirScopesSayUntilTheyEnd() {
        String reader = control.key(Scope.PLATFORM_READ);
        assertThat(control.get("/admin/tenants", reader).statusCode()).isEqualTo(200);
        var refused = control.send("POST /admin/tenants", reader, Optional.of("{\"name\":\"Acme\"}"));
        assertThat(refused.statusCode()).isEqualTo(403);

        for (String other : new String[] {
            control.key(Duration.ofSeconds(-1)),
            KeyText.random(KeyKind.OPERATOR).text(),
            KeyText.random(KeyKind.LIVE).text(),
            "tbo_live_x",
            "x"
        }) {
            assertThat(control.get("/admin/tenants", other).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aKeyIsMadeShownOnceAndEnded() {
        var made = post("/admin/keys", "{\"name\":\"deployer\",\"scopes\":[\"platform:read\"],\"expires_in_days\":7}");
        assertThat(made.statusCode()).isEqualTo(201);
        String text = json(made).path("key").asText();
        String id = json(made).path("id").asText();
        assertThat(control.get("/admin/keys", text).body()).contains(id).doesNotContain(text);

        assertThat(delete("/admin/keys/" + id).statusCode()).isEqualTo(204);
        assertThat(delete("/admin/keys/" + id).statusCode()).isEqualTo(404);
        assertThat(control.get("/admin/keys", text).statusCode()).isEqualTo(401);
        assertThat(json(post("/admin/keys", "{\"name\":\"a\",\"scopes\":[\"notes:read\"]}"))
                        .path("field")
                        .asText())
                .isEqualTo("scopes");
        assertThat(json(post("/admin/keys", "{\"name\":\"a\",\"scopes\":[\"platform:read\"],\"expires_in_days\":91}"))
                        .path("field")
                        .asText())
                .isEqualTo("expires_in_days");
    }

    private static HttpResponse<String> post(String path, String body) {
        return control.send("POST " + path, key, Optional.of(body));
    }

    private static HttpResponse<String> delete(String path) {
        return control.send("DELETE " + path, key, Optional.empty());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.stored(answer.body());
    }
}
