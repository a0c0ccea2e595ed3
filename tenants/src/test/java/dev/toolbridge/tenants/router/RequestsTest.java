package dev.toolbridge.tenants.router;

import static dev.toolbridge.tenants.router.TestRouter.inForce;
import static dev.toolbridge.tenants.router.TestRouter.servers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a request: the tenant and process that it reaches, its headers, and the router's own answers.
class RequestsTest {
    private static TestRouter running;
    private static TestServer api;
    private static TestServer mcp;
    private static TestServer other;
    private static UUID acme;

    @BeforeAll
    static void start() {
        running = new TestRouter();
        api = TestServer.start("api");
        mcp = TestServer.start("mcp");
        other = TestServer.start("other");
        acme = running.tenant("acme", 0, api);
        inForce(running.router.setServers(acme, "mcp", servers(mcp)));
        running.tenant("beta", 1, other);
    }

    @AfterAll
    static void stop() {
        running.close();
        List.of(api, mcp, other).forEach(TestServer::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.localhost", "ACME.LocalHost", "acme.localhost.", "Acme.localhost.:8088", "acme.localhost:1"})
    void hostLeadsToItsTenantHoweverItIsWritten(String host) throws Exception {
        assertThat(RawExchange.answer(running.port(), "/v1/notes", "Host: " + host))
                .contains("api /v1/notes", "host: " + host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mcp", "/mcp/", "/mcp/tools/list", "/mcp?readonly=true", "/bearer/mcp", "/bearer/mcp/", "/messages?sessionId=1",
                "/sse/.well-known/openid-configuration", "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-authorization-server/sse",
                "/.well-known/openid-configuration", "/mcp/.well-known/oauth-authorization-server"
            })
    void sidecarGetsItsAddresses(String path) {
        assertThat(running.get(0, path).body()).startsWith("mcp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/notes", "/mcpx", "/messagesx", "/.well-known/jwks.json", "/healthz", "/ssex", "/bearerx"})
    void apiGetsTheRest(String path) {
        assertThat(running.get(0, path).body()).startsWith("api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown.localhost", "localhost", "acme.localhost.evil.example", "", "[::1]", "127.0.0.1", "xacme.localhost"})
    void unknownHostIsNotFound(String host) throws Exception {
        String answer = RawExchange.answer(running.port(), "/", "Host: " + host);

        assertThat(answer).startsWith("HTTP/1.1 404").contains("content-type: application/json");
        assertThat(body(answer).path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void loopbackPortServesNamesOfThisMachineAndItsOwnHost() throws Exception {
        for (String host : List.of("localhost", "127.0.0.1:9", "[::1]", "acme.localhost")) {
            assertThat(RawExchange.answer(running.loopbackPort(0), "/", "Host: " + host)).contains("api /");
        }
        for (String host : List.of("evil.example", "beta.localhost", "", "localhost.evil.example")) {
            assertThat(RawExchange.answer(running.loopbackPort(0), "/", "Host: " + host))
                    .startsWith("HTTP/1.1 421")
                    .contains("\"code\":\"misdirected\"");
        }
        assertThat(RawExchange.answer(running.loopbackPort(7), "/", "Host: acme.localhost"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void twoHostsInOneRequestAreRefused() throws Exception {
        assertThat(RawExchange.answer(running.port(), "/", "Host: acme.localhost", "Host: beta.localhost"))
                .startsWith("HTTP/1.1 400");
        assertThat(RawExchange.answer(running.port(), "http://beta.localhost/", "Host: acme.localhost"))
                .doesNotContain("other /");
    }

    @Test
    void forgedHeadersOfProxiesDoNotArrive() {
        String seen = running.get(
                        0,
                        "/v1/notes",
                        "Forwarded", "for=6.6.6.6",
                        "X-Forwarded-For", "6.6.6.6",
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Prefix", "/evil",
                        "X-Forwarded-Anything", "6.6.6.6",
                        "X-Real-IP", "6.6.6.6",
                        "x-debug-sub", "admin",
                        "X-TB-Client", "kept")
                .body();

        assertThat(seen)
                .doesNotContain("6.6.6.6", "evil", "admin", "https", "forwarded: ")
                .contains("x-forwarded-for: 127.0.0.1", "x-real-ip: 127.0.0.1", "x-forwarded-proto: http", "x-tb-client: kept");
    }

    @Test
    void tunnelOfAnotherProtocolIsNotOpened() throws Exception {
        String seen = RawExchange.answer(
                running.loopbackPort(0), "/", "Host: localhost", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__");

        assertThat(seen).contains("api /").doesNotContain("upgrade:", "http2-settings:");
    }

    @Test
    void refusalHasTheFormThatWasAskedFor() throws Exception {
        String problem = RawExchange.answer(
                running.port(), "/", "Host: no.localhost", "Accept: application/problem+json", "X-Correlation-ID: my-id");

        assertThat(problem).contains("content-type: application/problem+json", "x-correlation-id: my-id");
        assertThat(body(problem).path("status").asInt()).isEqualTo(404);
        assertThat(body(problem).path("correlation_id").asText()).isEqualTo("my-id");

        String forged = RawExchange.answer(running.port(), "/", "Host: no.localhost", "X-Correlation-ID: \"},{\"");
        assertThat(body(forged).path("correlation_id").asText()).hasSize(36);
    }

    @Test
    void processWithoutAServerIsUnavailable() {
        HttpResponse<String> answer = running.get(1, "/mcp");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    private static JsonNode body(String answer) throws Exception {
        return Json.mapper().readTree(answer.substring(answer.indexOf("\n\n") + 2));
    }
}
