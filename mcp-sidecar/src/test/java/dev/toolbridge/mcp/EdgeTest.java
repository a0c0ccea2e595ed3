package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.http.RawConnection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HEAD, OPTIONS, HTTP/1.0 and `Expect` on the protocol's paths, as bytes.
class EdgeTest {
    private static final String PAGE = "https://app.example";
    private static final String HEADERS = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String NEXT = "GET /healthz" + HEADERS + "\r\n";
    private static final String TOKEN = "Authorization: Bearer " + TestServer.token("ann") + "\r\n";
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    @Sidecar("TOOLBRIDGE_ALLOWED_ORIGINS=" + PAGE)
    private static TestServer server;

    @ParameterizedTest
    @ValueSource(
            strings = {"/mcp", "/bearer/mcp", "/sse", "/messages", "/mcp/tools/call", "/mcp/tools/list", "/healthz"})
    void aPageOfAnAllowedOriginCanUseEveryPath(String path) {
        try (var connection = connect()) {
            var preflight = connection
                    .send("OPTIONS " + path + HEADERS + "Origin: " + PAGE
                            + "\r\nAccess-Control-Request-Method: POST\r\n"
                            + "Access-Control-Request-Headers: authorization, mcp-session-id\r\n\r\n")
                    .hear("OPTIONS");
            var asked = connection.send("OPTIONS " + path + HEADERS + "\r\n").hear("OPTIONS");
            var foreign = connection
                    .send("OPTIONS " + path + HEADERS
                            + "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n")
                    .hear("OPTIONS");

            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("access-control-allow-origin")).contains(PAGE);
            assertThat(preflight.header("access-control-allow-headers").orElseThrow())
                    .contains("mcp-session-id");
            assertThat(asked.status()).isEqualTo(204);
            assertThat(asked.header("allow").orElseThrow()).contains("OPTIONS");
            assertThat(foreign.status()).isEqualTo(403);
        }
    }

    @Test
    void headOpensNoStream() {
        int before = server.sessionCount();
        try (var connection = connect()) {
            var initialized = connection
                    .send("POST /mcp" + HEADERS + TOKEN + "Content-Type: application/json\r\n"
                            + "Accept: application/json, text/event-stream\r\nContent-Length: " + INITIALIZE.length()
                            + "\r\n\r\n" + INITIALIZE)
                    .hear("POST");
            String session =
                    "Mcp-Session-Id: " + initialized.header("mcp-session-id").orElseThrow() + "\r\n";

            connection.send("HEAD /mcp" + HEADERS + TOKEN + session + "Accept: text/event-stream\r\n\r\n" + "HEAD /sse"
                    + HEADERS + TOKEN + "\r\n" + NEXT);

            var stream = connection.hear("HEAD");
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type")).contains("text/event-stream");
            assertThat(connection.hear("HEAD").status()).isEqualTo(200);
            assertThat(connection.hear("GET").text()).isEqualTo("ok");
            assertThat(server.sessionCount()).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 /healthz",
                "200 /readyz",
                "200 /mcp/health",
                "401 /mcp",
                "401 /sse",
                "401 /bearer/mcp",
                "404 /nothing",
                "405 /messages",
                "401 /mcp/tools/list",
                "404 /.well-known/oauth-protected-resource"
            })
    void headIsAsGetWithoutABody(String expected) {
        String path = expected.substring(4) + HEADERS + "\r\n";
        try (var connection = connect()) {
            connection.send("GET " + path + "HEAD " + path + NEXT);

            var get = connection.hear("GET");
            var head = connection.hear("HEAD");

            assertThat(head.status()).isEqualTo(get.status()).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
            assertThat(head.header("www-authenticate")).isEqualTo(get.header("www-authenticate"));
            assertThat(connection.hear("GET").text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 /mcp ",
                "401 /messages?sessionId=x ",
                "401 /mcp/tools/call ",
                "413 /mcp <token>Content-Length: 100000000\r\n",
                "415 /mcp <token>Content-Type: text/plain\r\n",
                "415 /mcp <token>Content-Encoding: gzip\r\n",
                "403 /mcp <token>Origin: https://evil.example\r\n"
            })
    void refusesFromTheHeadersWhatNeedsNoBody(String expected) {
        String[] parts = expected.split(" ", 3);
        String length = parts[2].contains("Content-Length") ? "" : "Content-Length: 2\r\n";
        try (var connection = connect()) {
            connection.send("POST " + parts[1] + HEADERS + parts[2].replace("<token>", TOKEN) + length
                    + "Expect: 100-continue\r\n\r\n");

            var answer = connection.hear("POST");

            assertThat(answer.status()).as(answer::text).isEqualTo(Integer.parseInt(parts[0]));
            assertThat(answer.closes()).isTrue();
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void whatIsRefusedBehindTheBodyIsRefusedUnderItsId() {
        try (var connection = connect()) {
            connection.send("POST /mcp" + HEADERS + TOKEN + "Content-Type: application/json\r\n"
                    + "MCP-Protocol-Version: 2025-06-18\r\nMCP-Protocol-Version: 2025-06-18\r\n"
                    + "Content-Length: " + INITIALIZE.length() + "\r\n\r\n" + INITIALIZE);

            var answer = connection.hear("POST");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 GET /healthz ",
                "401 GET /mcp ",
                "401 GET /sse ",
                "200 POST /bearer/mcp <token>",
                "404 GET /nothing "
            })
    void servesHttp10(String expected) {
        String[] parts = expected.split(" ", 4);
        String body = parts[1].equals("POST")
                ? "Content-Type: application/json\r\nContent-Length: " + INITIALIZE.length() + "\r\n\r\n" + INITIALIZE
                : "\r\n";
        try (var connection = connect()) {
            var answer = connection
                    .send(parts[1] + " " + parts[2] + " HTTP/1.0\r\n" + parts[3].replace("<token>", TOKEN) + body)
                    .hear(parts[1]);

            assertThat(answer.status()).as(answer::text).isEqualTo(Integer.parseInt(parts[0]));
            assertThat(answer.closes()).isTrue();
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void streamsToHttp10WithoutChunks() {
        try (var connection = connect()) {
            connection.send("GET /sse HTTP/1.0\r\n" + TOKEN + "\r\n");

            assertThat(connection.lineWith("data: ")).startsWith("data: /messages?sessionId=");
        }
    }

    @Test
    void metersAreForNamesOfThisMachine() {
        try (var own = TestServer.start(Map.of("TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:0"))) {
            int port = own.metricsAddress().getPort();
            assertThat(metrics(port, "Host: localhost:9091")).isEqualTo(200);
            assertThat(metrics(port, "Host: evil.example")).isEqualTo(421);
            assertThat(metrics(port, "Host: 127.0.0.1\r\nOrigin: https://evil.example"))
                    .isEqualTo(403);
            assertThat(metrics(port, "Host: 127.0.0.1\r\nOrigin: http://localhost:3000"))
                    .isEqualTo(200);
        }
    }

    private static int metrics(int port, String headers) {
        try (var connection = RawConnection.to(port)) {
            return connection
                    .send("GET /metrics HTTP/1.1\r\n" + headers + "\r\n\r\n")
                    .hear("GET")
                    .status();
        }
    }

    private static RawConnection connect() {
        return RawConnection.to(server.address("/").getPort());
    }
}
