package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The checks before every request.
class AdmissionTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";

    @Sidecar
    private static TestServer server;

    private static Wire client() {
        return Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    @Test
    void anUnknownRevisionInTheHeaderIsRefused() {
        HttpResponse<String> response = Wire.send(client().builder()
                .header("MCP-Protocol-Version", "1999-01-01")
                .POST(BodyPublishers.ofString(PING))
                .build());
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer x", "Basic YTpi", "bearer-less"})
    void withoutAGoodTokenNothingIsToldButHowToGetOne(String authorization) {
        String request = "POST /mcp HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\n")
                + "Content-Length: " + PING.length() + "\n\n" + PING;
        String answer = RawHttp.head(server.address("/mcp"), request);
        assertThat(answer).startsWith("HTTP/1.1 401").containsIgnoringCase("WWW-Authenticate: Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer %s", "BEARER %s", "Bearer %s"})
    void theSchemeIsReadWithoutRegardToCase(String form) {
        assertThat(ping(form.replace("%s", TestServer.token("ann")))).doesNotStartWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer  %s", "Bearer\t%s", "Bearer Bearer %s", "Bearer%s", "Token %s"})
    void anotherSpellingIsNoCredential(String form) {
        assertThat(ping(form.replace("%s", TestServer.token("ann")))).startsWith("HTTP/1.1 401");
    }

    @Test
    void aTokenBeyond16KiBIsToldSo() {
        assertThat(ping("Bearer " + "a".repeat(16_384))).startsWith("HTTP/1.1 401");
        assertThat(ping("Bearer " + "a".repeat(16_385))).startsWith("HTTP/1.1 431");
    }

    private static String ping(String authorization) {
        return RawHttp.head(
                server.address("/mcp"),
                "POST /mcp HTTP/1.1\nHost: localhost\nContent-Type: application/json\nAuthorization: " + authorization
                        + "\nContent-Length: " + PING.length() + "\n\n" + PING);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example,              ,                         421",
        "127.0.0.1.evil.example,    ,                         421",
        "localhost, https://evil.example,                     403",
        "localhost, null,                                     403",
        "localhost, http://localhost.evil.example,            403",
        "localhost, http://localhost:6274,                    200",
        "acme.localhost,            ,                         200",
        "acme.localhost, http://localhost:6274,               200",
        "acme.localhost.evil.example, ,                       421",
        "acmelocalhost,             ,                         421",
        "127.0.0.1:8001,            ,                         200",
        "[::1]:8001,                ,                         200",
        "LOCALHOST,                 ,                         200"
    })
    void hostAndOriginAreCheckedBeforeAnythingElse(String host, String origin, int status) {
        var wire = client();
        String request = "POST /mcp HTTP/1.1\nHost: " + host + "\nContent-Type: application/json\n"
                + (origin == null ? "" : "Origin: " + origin + "\n")
                + "Authorization: Bearer " + TestServer.token("ann") + "\nMcp-Session-Id: " + wire.session()
                + "\nContent-Length: " + PING.length() + "\n\n" + PING;
        assertThat(RawHttp.head(server.address("/mcp"), request)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aForeignHostIsRefusedEvenWithoutAToken() {
        String answer = RawHttp.head(server.address("/mcp"), "GET /mcp HTTP/1.1\nHost: evil.example\n\n");
        assertThat(answer).startsWith("HTTP/1.1 421");
    }
}
