package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The ways in which clients become known: they register, or their id is the address of their description.
class ClientsTest {
    @TempDir
    Path folder;

    private RunningProvider provider;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void discoveryNamesEveryEndpoint() {
        for (String path : List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")) {
            var document = provider.json(path);
            assertThat(document.path("issuer").asText()).isEqualTo(provider.address());
            assertThat(document.path("code_challenge_methods_supported").get(0).asText())
                    .isEqualTo("S256");
            assertThat(document.path("client_id_metadata_document_supported").asBoolean())
                    .isTrue();
            assertThat(document.path("token_endpoint_auth_methods_supported").toString())
                    .contains("\"none\"");
            for (String endpoint : List.of("authorization", "token", "registration", "userinfo")) {
                assertThat(document.path(endpoint + "_endpoint").asText()).startsWith(provider.address());
            }
        }
        assertThat(provider.get("/.well-known/openid-configuration")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/callback",
                "javascript:alert(1)",
                "data:text/html,x",
                "https://a.example/#fragment",
                "HTTP://evil.example/callback",
                "https://bank.example@evil.example/callback",
                "http://name@localhost/callback",
                "com.example.app://name@host/callback",
                "view-source:https://a.example/",
                "ms-settings:privacy",
                "JavaScript:alert(1)",
                "myapp:/callback",
                "https://a.example/\u202ekcabllac",
                "https://a.example/caf\u00e9",
                "http://127.0.0.1:99999/callback",
                "callback",
                ""
            })
    void addressesThatCannotBeRegistered(String redirect) {
        var answer = provider.postJson("/oauth2/register", Map.of("redirect_uris", List.of(redirect)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_redirect_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://claude.ai/api/mcp/auth_callback",
                "http://localhost:8787/callback",
                "http://[::1]:1/callback",
                "HTTP://LOCALHOST:8787/callback",
                "com.example.app:/callback",
                "cursor://anysphere.cursor-mcp/oauth/callback"
            })
    void addressesOfKnownClients(String redirect) {
        assertThat(provider.postJson("/oauth2/register", Map.of("redirect_uris", List.of(redirect)))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void descriptionsThatAreNone() {
        for (Object body : List.of(List.of(), "text", Map.of(), Map.of("redirect_uris", List.of()))) {
            assertThat(provider.postJson("/oauth2/register", body).statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json-seq"})
    void onlyJsonRegisters(String contentType) {
        String body = Json.text(Map.of("redirect_uris", List.of(LoginFlow.REDIRECT)));

        var answer = provider.postText("/oauth2/register", contentType, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("application/json");
        assertThat(provider.postText("/oauth2/register", "Application/JSON; charset=utf-8", body)
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example,403", "null,403", "http://localhost:6274,201", "http://[::1]:6274,201"})
    void onlyPagesOnThisMachineRegister(String origin, int status) {
        var body = Map.of("redirect_uris", List.of(LoginFlow.REDIRECT));

        assertThat(provider.postJson("/oauth2/register", body, "Origin", origin).statusCode())
                .isEqualTo(status);
    }

    @Test
    void aFloodOfRegistrationsIsStopped() {
        var body = Map.of("redirect_uris", List.of(LoginFlow.REDIRECT));
        for (int client = 0; client < 120; client++) {
            assertThat(provider.postJson("/oauth2/register", body).statusCode()).isEqualTo(201);
        }

        var answer = provider.postJson("/oauth2/register", body);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    }

    @Test
    void aDescriptionIsFetchedForALoginOnly() throws Exception {
        try (var host = DescribedClient.start()) {
            var flow = LoginFlow.withClient(provider, host.id());

            for (String destination : List.of("image", "script", "iframe", "empty")) {
                assertThat(provider.get(flow.query(Map.of()), "Sec-Fetch-Dest", destination)
                                .statusCode())
                        .isEqualTo(403);
            }
            provider.get(flow.query(Map.of("redirect_uri", "javascript:alert(1)")));
            flow.redeem("code_unknown", Map.of());
            flow.refresh("rt_unknown.secret");
            provider.post(flow.query(Map.of()), Map.of("secret", "wrong"), "Origin", "https://evil.example");

            assertThat(host.fetches()).isZero();
            assertThat(provider.get(flow.query(Map.of()), "Sec-Fetch-Dest", "document")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(host.fetches()).isEqualTo(1);
        }
    }

    @Test
    void descriptionsAreNotFetchedWithoutEnd() throws Exception {
        try (var host = DescribedClient.start()) {
            var flow = LoginFlow.withClient(provider, host.id());
            for (int fetch = 0; fetch < 60; fetch++) {
                provider.get(flow.query(Map.of()));
            }

            assertThat(provider.get(flow.query(Map.of())).statusCode()).isEqualTo(429);
            assertThat(host.fetches()).isEqualTo(60);
        }
    }

    @Test
    void aClientMayBeTheAddressOfItsDescription() throws Exception {
        try (var host = DescribedClient.start()) {
            var flow = LoginFlow.withClient(provider, host.id());
            assertThat(flow.tokens("ada@example.com", Map.of()).has("access_token"))
                    .isTrue();
            assertThat(provider.get(flow.query(Map.of())).body()).contains("A described client");

            String good = DescribedClient.description(host.id());
            for (String bad :
                    List.of(DescribedClient.description(host.id() + "x"), "{}", "<html>", " ".repeat(20_000) + good)) {
                host.describe(bad);
                assertThat(provider.get(flow.query(Map.of())).statusCode()).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/client.json",
                "https://10.0.0.1/client.json",
                "https://[::1]/client.json",
                "https://[fd00::1]/client.json",
                "https://0.0.0.0/client.json",
                "https://100.64.0.1/client.json",
                "https://100.127.255.255/client.json",
                "https://198.18.0.1/client.json",
                "https://198.19.255.255/client.json",
                "https://[64:ff9b::a00:1]/client.json",
                "https://[64:ff9b:1::1]/client.json",
                "https://[2002:7f00:1::]/client.json",
                "https://[::ffff:10.0.0.1]/client.json",
                "https://[fec0::1]/client.json",
                "https://192.0.0.8/client.json",
                "https://240.0.0.1/client.json",
                "https://255.255.255.255/client.json",
                "https://0x7f.1/client.json",
                "https://2130706433/client.json",
                "http://evil.example/client.json",
                "http://127.0.0.1",
                "https://user@client.example/client.json"
            })
    void descriptionsAreNotFetchedFromEverywhere(String id) {
        var page = provider.get(LoginFlow.withClient(provider, id).query(Map.of()));

        assertThat(page.statusCode()).isEqualTo(400);
    }
}
