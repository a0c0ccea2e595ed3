package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The metadata that name the login to clients of every revision, under every name of this machine.
class MetadataTest {
    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> provider = _ -> Answer.json(200, document(issuer()));
    private HttpServer login;

    @BeforeEach
    void start() {
        var routes = Stream.of(
                        "/.well-known/oauth-authorization-server",
                        "/.well-known/oauth-authorization-server/realms/one",
                        "/.well-known/openid-configuration",
                        "/realms/one/.well-known/openid-configuration")
                .map(path -> new Route("GET", path, 0, request -> {
                    asked.add(request);
                    return provider.apply(request);
                }))
                .toList();
        login = HttpServer.start(
                HttpServerConfig.at(new ListenAddress("127.0.0.1", 0)), routes, new CompositeMeterRegistry());
    }

    @AfterEach
    void stop() {
        login.close();
    }

    private String issuer() {
        return "http://127.0.0.1:" + login.port();
    }

    private static byte[] document(String issuer) {
        return Json.bytes(Json.object().put("issuer", issuer).put("authorization_endpoint", issuer + "/authorize"));
    }

    private TestServer server(String issuer, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "JWT_ISSUER",
                issuer,
                "JWT_JWKS_URL",
                issuer() + "/keys",
                "MCP_OAUTH_AUDIENCE",
                "http://127.0.0.1:8001/mcp",
                "JWT_AUDIENCE",
                "api"));
        settings.putAll(more);
        return TestServer.start(settings);
    }

    private static HttpResponse<String> get(TestServer server, String path) {
        return Wire.send(HttpRequest.newBuilder(server.address(path)).build());
    }

    @Test
    void theProvidersDocumentIsHandedOnWhereClientsLook() {
        try (var server = server(issuer(), Map.of())) {
            for (String document :
                    List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")) {
                for (String path : List.of(
                        document,
                        document + "/",
                        document + "/mcp",
                        document + "/mcp/",
                        document + "/sse",
                        "/mcp" + document,
                        "/sse" + document)) {
                    HttpResponse<String> response = get(server, path);
                    assertThat(response.statusCode()).as(path).isEqualTo(200);
                    assertThat(Wire.json(response)
                                    .path("authorization_endpoint")
                                    .asText())
                            .isEqualTo(issuer() + "/authorize");
                }
                assertThat(get(server, document + "/bearer/mcp").statusCode()).isEqualTo(404);
                assertThat(get(server, "/bearer/mcp" + document).statusCode()).isEqualTo(404);
            }
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void anIssuerWithAPathIsAskedWhereEachStandardSays() {
        String issuer = issuer() + "/realms/one";
        provider = request -> request.path().startsWith("/realms/one/")
                ? Answer.json(200, document(issuer))
                : Answer.json(404, Json.object());
        try (var server = server(issuer, Map.of())) {
            assertThat(get(server, "/.well-known/oauth-authorization-server").statusCode())
                    .isEqualTo(200);
            assertThat(asked)
                    .extracting(Request::path)
                    .containsExactly(
                            "/.well-known/oauth-authorization-server/realms/one",
                            "/realms/one/.well-known/openid-configuration");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "failing", "not JSON", "too long", "another issuer", "no object"})
    void aProviderThatSaysNothingOfUseIsUnavailable(String what) {
        provider = _ -> switch (what) {
            case "failing" -> Answer.json(500, document(issuer()));
            case "not JSON" -> Answer.text(200, "<html>");
            case "too long" ->
                Answer.json(200, Json.object().put("issuer", issuer()).put("more", "x".repeat(300_000)));
            case "another issuer" -> Answer.json(200, document("https://elsewhere.example"));
            default -> Answer.json(200, new byte[] {'[', ']'});
        };
        try (var server = server(issuer(), Map.of())) {
            if (what.equals("away")) {
                login.close();
            }
            HttpResponse<String> response = get(server, "/.well-known/oauth-authorization-server");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("retry-after")).contains("5");
            assertThat(response.body()).contains("the identity provider is unavailable");
            int before = asked.size();
            get(server, "/.well-known/oauth-authorization-server");
            assertThat(asked).hasSize(before);
        }
    }

    @Test
    void withoutAProviderThereIsNoDocument() {
        try (var server = TestServer.start()) {
            assertThat(get(server, "/.well-known/oauth-authorization-server").statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8001", "127.0.0.1:8001", "[::1]:8001", "LOCALHOST:9001"})
    void onLoopbackTheNameThatWasAskedIsTheName(String host) throws Exception {
        try (var server = server(issuer(), Map.of("TOOLBRIDGE_PUBLIC_BASE_URL", "http://127.0.0.1:8001"))) {
            String metadata = ask(server, "/.well-known/oauth-protected-resource/mcp", host);
            assertThat(body(metadata).path("resource").asText()).isEqualTo("http://" + host + "/mcp");
            assertThat(ask(server, "/mcp", host))
                    .contains("resource_metadata=\"http://" + host + "/.well-known/oauth-protected-resource/mcp\"");
        }
    }

    /// A client that is bound to a project logs in for the same resource as others.
    @Test
    void aProjectIsNoResourceOfItsOwn() throws Exception {
        try (var server = server(issuer(), Map.of("TOOLBRIDGE_PUBLIC_BASE_URL", "https://tools.example"))) {
            String project = "?project=web-shop";
            String metadata = ask(server, "/.well-known/oauth-protected-resource/mcp" + project, "tools.example");
            assertThat(body(metadata).path("resource").asText()).isEqualTo("https://tools.example/mcp");
            assertThat(ask(server, "/mcp" + project, "tools.example"))
                    .startsWith("HTTP/1.1 401")
                    .contains("\"https://tools.example/.well-known/oauth-protected-resource/mcp\"");
        }
    }

    @Test
    void anAddressOfTheNetIsNamedWhateverWasAsked() throws Exception {
        try (var server = server(issuer(), Map.of("TOOLBRIDGE_PUBLIC_BASE_URL", "https://tools.example/tb"))) {
            for (String host : List.of("localhost:1", "tools.example", "evil.example")) {
                String metadata = ask(server, "/.well-known/oauth-protected-resource/mcp/", host);
                assertThat(body(metadata).path("resource").asText()).isEqualTo("https://tools.example/tb/mcp");
            }
        }
    }

    @Test
    void anotherAddressNamesItselfWhereItWasAsked() throws Exception {
        try (var server = server(
                issuer(),
                Map.of(
                        "TOOLBRIDGE_PUBLIC_BASE_URL", "https://tools.example",
                        "TOOLBRIDGE_OTHER_BASE_URLS", "https://notes.acme.example,https://b.example:8443"))) {
            for (var names : Map.of(
                            "notes.acme.example", "https://notes.acme.example",
                            "B.example:8443", "https://b.example:8443",
                            "tools.example", "https://tools.example")
                    .entrySet()) {
                String metadata = ask(server, "/.well-known/oauth-protected-resource/mcp", names.getKey());
                assertThat(body(metadata).path("resource").asText()).isEqualTo(names.getValue() + "/mcp");
                assertThat(ask(server, "/mcp", names.getKey()))
                        .startsWith("HTTP/1.1 401")
                        .contains("\"" + names.getValue() + "/.well-known/oauth-protected-resource/mcp\"");
            }
            assertThat(ask(server, "/mcp", "evil.example")).startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void theRootSaysWhatIsWhere() {
        try (var server = TestServer.start()) {
            HttpResponse<String> page = Wire.send(HttpRequest.newBuilder(server.address("/"))
                    .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                    .build());
            assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
            assertThat(page.body()).startsWith("<!doctype html>").contains("<dt>/bearer/mcp</dt>");
            assertThat(Wire.json(get(server, "/")).at("/addresses/~1mcp").asText())
                    .contains("Streamable HTTP");
        }
    }

    private static JsonNode body(String response) throws Exception {
        return Json.parse(response.substring(response.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8));
    }

    private static String ask(TestServer server, String path, String host) throws Exception {
        return RawHttp.get(server.address(path), host);
    }
}
