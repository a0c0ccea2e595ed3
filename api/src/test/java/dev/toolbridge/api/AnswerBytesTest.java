package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.http.RawConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two requests on one connection: behind an answer of any status, the next answer begins at the right byte.
class AnswerBytesTest {
    private static final String HEADERS = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String NEXT = "GET /healthz" + HEADERS + "\r\n";
    private static final String TOKEN = "Authorization: Bearer " + RunningServer.ownersToken("ada") + "\r\n";
    private static final String READER =
            "Authorization: Bearer " + RunningServer.ownersToken("ada", "notes:read") + "\r\n";

    private static Workspace workspace;
    private static RunningServer server;
    private static String live;
    private static String deleted;

    /// A request, and the status of its answer.
    record Exchange(int status, String method, String path, String rest) {
        String bytes(String otherMethod) {
            return otherMethod + " " + path + HEADERS + rest;
        }
    }

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        server = RunningServer.alone(workspace, Map.of());
        live = note();
        deleted = note();
        server.delete("/v1/notes/" + deleted, RunningServer.ownersToken("ada"));
    }

    @AfterAll
    static void stop() {
        server.close();
        workspace.close();
    }

    static Stream<Exchange> exchanges() {
        return Stream.concat(reads(), writes());
    }

    private static Stream<Exchange> reads() {
        String item = "/v1/notes/" + live;
        return Stream.of(
                new Exchange(200, "GET", "/v1/notes", TOKEN + "\r\n"),
                new Exchange(200, "GET", "/openapi.json", "\r\n"),
                new Exchange(200, "GET", "/readyz", "\r\n"),
                new Exchange(200, "GET", "/v1/sync/info", "\r\n"),
                new Exchange(304, "GET", item, TOKEN + "If-None-Match: \"1\"\r\n\r\n"),
                new Exchange(400, "GET", "/v1/notes/nonsense", TOKEN + "\r\n"),
                new Exchange(401, "GET", "/v1/notes", "\r\n"),
                new Exchange(403, "GET", "/v1/tasks", READER + "\r\n"),
                new Exchange(404, "GET", "/v1/notes/" + UUID.randomUUID(), TOKEN + "\r\n"),
                new Exchange(404, "GET", "/v1/unknown", "\r\n"),
                new Exchange(405, "GET", "/v1/sync/wipe", "\r\n"),
                new Exchange(410, "GET", "/v1/notes/" + deleted, TOKEN + "\r\n"),
                new Exchange(413, "GET", "/v1/notes", TOKEN + "Content-Length: 2\r\n\r\n{}"),
                new Exchange(414, "GET", "/v1/" + "a".repeat(9_000), "\r\n"),
                new Exchange(428, "GET", "/v1/sync/notes/pull", TOKEN + "\r\n"),
                new Exchange(431, "GET", "/v1/notes", "X-Large: " + "a".repeat(40_000) + "\r\n\r\n"),
                new Exchange(501, "GET", "/v1/notes", "Transfer-Encoding: gzip, chunked\r\n\r\n"));
    }

    private static Stream<Exchange> writes() {
        String item = "/v1/notes/" + live;
        return Stream.of(
                new Exchange(201, "POST", "/v1/notes", TOKEN + body("{}")),
                new Exchange(200, "PATCH", item, TOKEN + body("{\"title\":\"b\"}")),
                new Exchange(204, "DELETE", "/v1/sync/sessions/" + session(), TOKEN + "\r\n"),
                new Exchange(204, "OPTIONS", item, "\r\n"),
                new Exchange(400, "POST", "/v1/notes", TOKEN + body("{")),
                new Exchange(401, "POST", "/v1/notes", body("{}")),
                new Exchange(403, "POST", "/v1/notes", READER + body("{}")),
                new Exchange(405, "DELETE", "/v1/notes", TOKEN + body("{}")),
                new Exchange(409, "POST", "/v1/notes", TOKEN + body("{\"uid\":\"" + live + "\",\"title\":\"x\"}")),
                new Exchange(410, "PATCH", "/v1/notes/" + deleted, TOKEN + body("{}")),
                new Exchange(412, "PATCH", item, TOKEN + "If-Match: 99\r\n" + body("{}")),
                new Exchange(413, "POST", "/v1/notes", TOKEN + body("a".repeat(2_200_000))),
                new Exchange(415, "POST", "/v1/notes", TOKEN + "Content-Type: text/plain\r\n" + body("{}")),
                new Exchange(415, "POST", "/v1/notes", TOKEN + "Content-Encoding: gzip\r\n" + body("{}")),
                new Exchange(428, "POST", "/v1/sync/wipe", TOKEN + body("{}")));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void theNextAnswerBeginsWhereItShould(Exchange exchange) {
        List<String> methods = exchange.method().equals("GET") ? List.of("GET", "HEAD") : List.of(exchange.method());
        for (String method : methods) {
            try (var connection = RawConnection.to(server.port())) {
                var first = connection.send(exchange.bytes(method) + NEXT).hear(method);

                assertThat(first.status()).as(first::text).isEqualTo(exchange.status());
                if (first.closes()) {
                    assertThat(connection.rest()).isEmpty();
                } else {
                    assertThat(connection.hear("GET").text()).isEqualTo("ok");
                    assertThat(connection.isSilent(20)).isTrue();
                }
            }
        }
    }

    @Test
    void theNextAnswerBeginsWhereItShouldBehindAKeyThatIsUsedAgain() {
        String once = "POST /v1/notes" + HEADERS + TOKEN + "Idempotency-Key: k\r\n";
        try (var connection = RawConnection.to(server.port())) {
            connection.send(once + body("{}") + once + body("{}") + once + body("{\"title\":\"x\"}") + NEXT);

            assertThat(connection.hear("POST").status()).isEqualTo(201);
            assertThat(connection.hear("POST").header("idempotency-replayed")).contains("true");
            assertThat(connection.hear("POST").status()).isEqualTo(422);
            assertThat(connection.hear("GET").text()).isEqualTo("ok");
        }
    }

    @Test
    void theNextAnswerBeginsWhereItShouldBeyondTheRate() throws InterruptedException {
        var few = Map.of("RATE_LIMIT_PER_MINUTE", "6", "RATE_LIMIT_BURST", "1");
        try (var limited = RunningServer.alone(workspace, few);
                var connection = RawConnection.to(limited.port())) {
            String list = " /v1/notes" + HEADERS + TOKEN + "\r\n";
            connection.send("GET" + list + "GET" + list + "HEAD" + list + NEXT);

            assertThat(connection.hear("GET").status()).isEqualTo(200);
            assertThat(connection.hear("GET").status()).isEqualTo(429);
            assertThat(connection.hear("HEAD").status()).isEqualTo(429);
            assertThat(connection.hear("GET").text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 POST /v1/notes\nContent-Length: 2",
                "401 PATCH /v1/notes/nonsense\nTransfer-Encoding: chunked",
                "401 POST /v1/sync/notes/push\nContent-Length: 1000000",
                "401 POST /v1/keys\nContent-Length: 2",
                "413 POST /v1/notes\nContent-Length: 100000000\n<token>",
                "413 POST /v1/sync/notes/push\nContent-Length: 100000000\n<token>",
                "415 POST /v1/notes\nContent-Length: 2\nContent-Type: text/plain\n<token>",
                "415 POST /v1/notes\nContent-Length: 2\nContent-Encoding: br\n<token>",
                "400 PUT /v1/notes/nonsense\nContent-Length: 2\nContent-Type: text/plain\n<token>",
                "428 POST /v1/sync/notes/push\nContent-Length: 2\n<token>",
                "404 POST /v1/nothing\nContent-Length: 2\n<token>",
                "405 PUT /v1/notes\nContent-Length: 2\n<token>"
            })
    void refusesFromTheHeadersWhatNeedsNoBody(String expected) {
        String[] parts = expected.substring(4).split("\n", 2);
        String headers = (parts[1] + "\n").replace("<token>\n", TOKEN).replaceAll("(?<!\r)\n", "\r\n");
        try (var connection = RawConnection.to(server.port())) {
            connection.send(parts[0] + HEADERS + "Expect: 100-continue\r\n" + headers + "\r\n");

            var answer = connection.hear("POST");

            assertThat(answer.status()).as(answer::text).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
            assertThat(answer.closes()).isTrue();
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void continuesForABodyThatItNeeds() {
        try (var connection = RawConnection.to(server.port())) {
            connection.send("POST /v1/notes" + HEADERS + TOKEN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(connection.hear("POST").status()).isEqualTo(100);

            connection.send("{}" + NEXT);

            assertThat(connection.hear("POST").status()).isEqualTo(201);
            assertThat(connection.hear("GET").text()).isEqualTo("ok");
        }
    }

    private static String body(String text) {
        return "Content-Length: " + text.length() + "\r\n\r\n" + text;
    }

    private static String note() {
        var made = server.post("/v1/notes", RunningServer.ownersToken("ada"), Map.of("title", "a"));
        return RunningServer.json(made).path("uid").asText();
    }

    private static String session() {
        var made = server.post("/v1/sync/sessions", RunningServer.ownersToken("ada"), Map.of());
        return RunningServer.json(made).path("id").asText();
    }
}
