package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.service.json.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How clients become known: they register, or their id is the address of their description.
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

    @Test
    void aClientMayBeTheAddressOfItsDescription() throws Exception {
        var document = new AtomicReference<>("{}");
        var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            byte[] body = document.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        host.start();
        String id = "http://127.0.0.1:" + host.getAddress().getPort() + "/client.json";
        var flow = LoginFlow.withClient(provider, id);
        try {
            document.set(description(id));
            assertThat(flow.tokens("ada@example.com", Map.of()).has("access_token"))
                    .isTrue();
            assertThat(provider.get(flow.query(Map.of())).body()).contains("A described client");

            for (String bad : List.of(description(id + "x"), "{}", "<html>", " ".repeat(20_000) + description(id))) {
                document.set(bad);
                assertThat(provider.get(flow.query(Map.of())).statusCode()).isEqualTo(400);
            }
        } finally {
            host.stop(0);
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
                "http://evil.example/client.json",
                "http://127.0.0.1",
                "https://user@client.example/client.json"
            })
    void descriptionsAreNotFetchedFromEverywhere(String id) {
        var page = provider.get(LoginFlow.withClient(provider, id).query(Map.of()));

        assertThat(page.statusCode()).isEqualTo(400);
    }

    private static String description(String id) {
        return Json.text(Map.of(
                "client_id", id, "client_name", "A described client", "redirect_uris", List.of(LoginFlow.REDIRECT)));
    }
}
