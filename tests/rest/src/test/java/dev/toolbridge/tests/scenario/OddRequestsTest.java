package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that no table can hold: bytes that are not text, repeated headers, bytes on a bare connection.
class OddRequestsTest {
    private final RunningApi api = RunningApi.instance();
    private final World world = new World(api, Entities.named("note"));

    @ParameterizedTest
    @ValueSource(strings = {"c328", "ff", "eda080", "c080", "f4908080", "e282", "c181", "e0819a"})
    void bytesThatAreNotUtf8AreRefused(String hex) {
        byte[] body = ("{\"title\":\"" + "~" + "\"}").getBytes(StandardCharsets.US_ASCII);
        byte[] bad = HexFormat.of().parseHex(hex);
        var bytes = new ByteArrayOutputStream();
        bytes.write(body, 0, 10);
        bytes.writeBytes(bad);
        bytes.write(body, 11, body.length - 11);

        var reply = world.send(Call.of("POST", "/v1/notes").body(bytes.toByteArray()));

        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.at("/code").asText()).startsWith("invalid_");
    }

    @Test
    void twoTokensAreNoToken() {
        String token = world.fill("Bearer <token>");
        var reply = api.server()
                .send(Call.of("GET", "/v1/notes").with("Authorization", token).with("Authorization", token));
        assertThat(reply.status()).isIn(400, 401);
    }

    @Test
    void twoTenantsAreNoTenant() {
        var reply = world.send(Call.of("GET", "/v1/notes")
                .with(WireHeader.TENANT, "tenant_thinkpen_b2c")
                .with(WireHeader.TENANT, "tenant_elsewhere"));
        assertThat(reply.status()).isIn(400, 401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/notes/../notes", "//v1/notes", "/v1/notes;x=1", "/v1//notes", "/v1/%6eotes", "/./v1/notes"})
    void noSpellingOfAPathGetsRoundTheToken(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|401|404) .*").doesNotContain("\"items\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: -1",
                "Transfer-Encoding: gzip, chunked"
            })
    void aBodyWhoseLengthIsInDoubtHidesNoSecondRequest(String headers) throws IOException {
        String answer = raw("POST /v1/notes HTTP/1.1\r\nHost: localhost\r\n" + headers
                + "\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.split("HTTP/1.1 ", -1)).as(answer).hasSizeLessThanOrEqualTo(2);
        assertThat(answer).doesNotContain("\r\n\r\nok");
    }

    @Test
    void whatIsNotHttpIsRefusedWithoutAWordOfInternals() throws IOException {
        String answer = raw("HELLO\r\n\r\n");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("exception", "helidon", "java");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(
                api.server().address().getHost(), api.server().address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
