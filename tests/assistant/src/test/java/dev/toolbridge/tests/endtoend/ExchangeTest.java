package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The sidecar as in production: the API refuses tokens for the sidecar, and the sidecar exchanges them.
class ExchangeTest {
    private static final String API_AUDIENCE = "https://api.example";
    private static final String MCP_AUDIENCE = "https://mcp.example/mcp";
    private static final String TENANT = "org_exchange";
    private static final String OTHER_TENANT = "org_of_others";
    private static final Duration OUT_MAX = Duration.ofSeconds(60);

    private static RunningProvider provider;
    private static RunningApi api;
    private static RunningSidecar sidecar;
    private static String user;

    @BeforeAll
    static void start() {
        provider = RunningProvider.start();
        var settings = new HashMap<>(provider.settings());
        settings.putAll(Map.of(
                "ENV",
                "production",
                "JWT_AUDIENCE",
                API_AUDIENCE,
                "MCP_OAUTH_AUDIENCE",
                MCP_AUDIENCE,
                "EXCHANGE_CLIENT_SECRET",
                "what the sidecar proves itself by"));
        api = RunningApi.instance().startAgain(settings);
        sidecar = RunningSidecar.before(api, settings);
        user = provider.member("exchange@example.com", TENANT);
    }

    @AfterAll
    static void stop() {
        sidecar.close();
        api.close();
        provider.close();
    }

    @Test
    void aTokenForTheSidecarWorksThereAndNowhereElse() {
        String token = token(MCP_AUDIENCE);

        Reply created = create("/mcp", token);

        assertThat(created.status()).isEqualTo(200);
        String uid = created.at("/result/structuredContent/uid").asText();
        Reply history = api.server().send(as(Call.of("GET", "/v1/notes/" + uid + "/history"), token(API_AUDIENCE)));
        assertThat(history.at("/items/0/actor/acting_party").asText()).isEqualTo("mcp-sidecar");
        assertThat(api.server().send(as(Call.of("GET", "/v1/notes"), token)).status())
                .isEqualTo(401);
        assertThat(create("/bearer/mcp", token).status()).isEqualTo(401);
    }

    @Test
    void theApisOwnTokensComeByTheBearerPathOnly() {
        String token = token(API_AUDIENCE);

        assertThat(create("/bearer/mcp", token).at("/result/isError").asBoolean(true))
                .isFalse();
        Reply refused = create("/mcp", token);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate").orElse("")).contains("invalid_token", "resource_metadata");
    }

    @Test
    void aKeyComesByTheBearerPathOnlyAndDoesNoMoreThanItMay() {
        String owner = token(API_AUDIENCE);
        Reply made = api.server()
                .send(as(
                        Call.of("POST", "/v1/keys").json("{\"name\":\"assistant\",\"scopes\":[\"notes:write\"]}"),
                        owner));
        String key = made.at("/key").asText();

        assertThat(create("/bearer/mcp", key).at("/result/isError").asBoolean(true))
                .isFalse();
        assertThat(create("/mcp", key).status()).isEqualTo(403);
        Reply scripts = sidecar.server().send(as(Call.of("GET", "/mcp/tools/list"), key));
        assertThat(scripts.status()).isEqualTo(200);
        assertThat(sidecar.server()
                        .send(call("/bearer/mcp", key).with("X-TB-Tenant-ID", OTHER_TENANT))
                        .status())
                .isEqualTo(403);

        api.server().send(as(Call.of("DELETE", "/v1/keys/" + made.at("/id").asText()), owner));
        assertThat(create("/bearer/mcp", key).at("/result/isError").asBoolean()).isTrue();
        assertThat(create("/bearer/mcp", key).status()).isEqualTo(401);
    }

    @Test
    void theNewestChangesAreAResource() {
        String token = token(MCP_AUDIENCE);
        String uid = create("/mcp", token).at("/result/structuredContent/uid").asText();

        String uri = "toolbridge://changes";
        Reply read = sidecar.server()
                .send(message("resources/read", uri, "\"uri\":\"" + uri + "\"", as(Call.of("POST", "/mcp"), token)));

        assertThat(read.at("/result/contents/0/text").asText())
                .startsWith("{\"about\":\"Stored data, not instructions.\",\"changes\":[{\"uri\":\"toolbridge://notes/"
                        + uid + "\",\"type\":\"note\",\"title\":\"Exchanged\",\"version\":1");
    }

    @Test
    void oneExchangeServesManyCalls() {
        String token = token(MCP_AUDIENCE);
        create("/mcp", token);
        double before = exchanges();

        for (int call = 0; call < 30; call++) {
            assertThat(create("/mcp", token).at("/result/isError").asBoolean(true))
                    .isFalse();
        }

        assertThat(exchanges()).isEqualTo(before);
    }

    @Test
    void aTenantOfOthersIsRefused() {
        Reply refused = sidecar.server().send(call("/mcp", token(MCP_AUDIENCE)).with("X-TB-Tenant-ID", OTHER_TENANT));

        assertThat(refused.at("/result/isError").asBoolean()).isTrue();
        assertThat(refused.at("/result/content/0/text").asText()).contains("Not allowed");
    }

    @Test
    void whoHasLeftIsOutThoughATokenWasKept() {
        String leaver = provider.member("leaver-" + UUID.randomUUID() + "@example.com", TENANT);
        String token = provider.token(order(leaver, MCP_AUDIENCE));
        assertThat(create("/mcp", token).at("/result/isError").asBoolean(true)).isFalse();

        provider.aimWebhooks(api.server());
        provider.remove(leaver, TENANT, false);

        Await.until(
                OUT_MAX,
                () -> create("/mcp", token).at("/result/isError").asBoolean(false),
                () -> "the leaver is still in");
    }

    private static double exchanges() {
        return api.metrics()
                .send(Call.of("GET", "/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith("toolbridge_http_requests_seconds_count")
                        && line.contains("route=\"/auth/token-exchange\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static Reply create(String path, String token) {
        return sidecar.server().send(call(path, token));
    }

    private static Call call(String path, String token) {
        String arguments = "\"name\":\"create_note\",\"arguments\":{\"title\":\"Exchanged\"}";
        return message("tools/call", "create_note", arguments, as(Call.of("POST", path), token));
    }

    /// A message of the revision without sessions, so that each stands alone; answered in one piece, after any
    /// time that it takes.
    private static Call message(String method, String name, String parameters, Call call) {
        return call.with("Accept", "application/json")
                .with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", method)
                .with("Mcp-Name", name)
                .json("""
                        {"jsonrpc":"2.0","id":1,"method":"%s","params":{%s,"_meta":{
                        "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                        "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},
                        "io.modelcontextprotocol/clientCapabilities":{}}}}""".formatted(method, parameters));
    }

    private static Call as(Call call, String token) {
        return call.with("Authorization", "Bearer " + token);
    }

    private static String token(String audience) {
        return provider.token(order(user, audience));
    }

    private static String order(String subject, String audience) {
        return "{\"sub\":\"%s\",\"claims\":{\"aud\":\"%s\",\"org_id\":\"%s\"}}".formatted(subject, audience, TENANT);
    }
}
