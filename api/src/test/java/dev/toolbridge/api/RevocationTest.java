package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.DevelopmentProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A removed user has no access with any credential, also when no webhook arrives.
class RevocationTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String TENANT = "org_a";

    /// Rates that never stop a user who polls all the time.
    private static final Map<String, String> OFTEN =
            Map.of("RATE_LIMIT_PER_MINUTE", "1000000", "RATE_LIMIT_BURST", "1000000");

    @TempDir
    Path folder;

    private Workspace workspace;
    private DevelopmentProvider provider;
    private RunningServer server;
    private String user;

    @BeforeEach
    void start() throws InterruptedException {
        workspace = new Workspace();
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(provider, workspace, OFTEN);
        user = provider.member("ada@example.com", TENANT);
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
        workspace.close();
    }

    @Test
    void withEveryWebhookLostTheEventsTell() throws Exception {
        String token = token();
        String exchanged = exchanged(token);
        String key = key(token);
        for (String credential : new String[] {token, exchanged, key}) {
            assertThat(status(credential)).isEqualTo(200);
        }

        provider.control("DELETE", "/memberships", Map.of("user_id", user, "organization_id", TENANT));

        Await.until(() -> status(token) == 403, BOUND);
        assertThat(status(exchanged)).isEqualTo(403);
        assertThat(status(key)).isEqualTo(403);
    }

    @Test
    void anEndedSessionEndsWhatCameOfIt() {
        String token = provider.token(Map.of("sub", user, "claims", claims("sid", "session_1")));
        String exchanged = exchanged(token);
        aimWebhooks();

        String event = "{\"id\":\"event_x\",\"event\":\"session.revoked\",\"data\":{\"id\":\"session_1\"}}";
        provider.control("POST", "/webhooks", Map.of("body", event, "timestamp_ms", System.currentTimeMillis()));

        assertThat(status(token)).isEqualTo(401);
        assertThat(status(exchanged)).isEqualTo(401);
        assertThat(status(token())).isEqualTo(200);
    }

    private int status(String credential) {
        return server.get("/v1/notes", credential, "X-TB-Tenant-ID", TENANT).statusCode();
    }

    private void aimWebhooks() {
        provider.control(
                "PUT",
                "/webhooks",
                Map.of(
                        "url",
                        "http://127.0.0.1:" + server.port() + "/v1/webhooks/workos",
                        "secret",
                        DevelopmentProvider.WEBHOOK_SECRET));
    }

    private String token() {
        return provider.token(Map.of("sub", user, "claims", claims("sid", "session_2")));
    }

    private static Map<String, Object> claims(String name, String value) {
        var claims = new HashMap<String, Object>(Map.of("aud", RunningServer.AUDIENCE));
        claims.put(name, value);
        return claims;
    }

    private String exchanged(String token) {
        var body = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "audience", RunningServer.AUDIENCE);
        JsonNode answer = RunningServer.json(server.post("/auth/token-exchange", token, body));
        return answer.path("access_token").asText();
    }

    private String key(String token) {
        return RunningServer.json(server.post("/v1/keys", token, Map.of("name", "mine"), "X-TB-Tenant-ID", TENANT))
                .path("key")
                .asText();
    }
}
