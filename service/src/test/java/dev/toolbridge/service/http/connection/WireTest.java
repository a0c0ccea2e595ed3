package dev.toolbridge.service.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HandledRoute;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.RawConnection;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and answers as bytes: where each begins and ends.
class WireTest {
    private static final String PAGE = "https://app.example";
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String NEXT = "GET /hello" + HOST + "\r\n";

    private HttpServer server;

    @BeforeEach
    void start() {
        var config = HttpServerConfig.at(new ListenAddress("127.0.0.1", 0)).openTo(List.of(PAGE));
        var routes = List.of(
                new Route("GET", "/hello", 0, _ -> Answer.text(200, "hello")),
                new Route("GET", "/status/{code}", 0, WireTest::answer),
                new Route("GET", "/refused/{code}", 0, WireTest::refuse),
                new Route("GET", "/broken", 0, _ -> {
                    throw new IllegalStateException("broken");
                }),
                new Route("POST", "/echo", 1_000, request -> Answer.json(200, request.body())),
                new Route("POST", "/closed", 1_000, _ -> {
                    throw Refusal.of(ErrorCode.UNAUTHORIZED, "unauthorized");
                }));
        var streams = List.of(new HandledRoute("GET", "/stream", (_, response) -> stream(response.outputStream())));
        server = HttpServer.start(config, routes, new SimpleMeterRegistry(), streams);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<String> everyAnswer() {
        var answered = List.of(200, 201, 202, 204, 206, 304, 400, 404, 410, 503).stream()
                .map(code -> "/status/" + code);
        var refused = Stream.of(ErrorCode.values()).map(code -> "/refused/" + code);
        return Stream.of(answered, refused, Stream.of("/broken", "/unknown", "/echo", "/hello"))
                .flatMap(paths -> paths);
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void theNextAnswerBeginsWhereItShould(String path) {
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            try (var connection = connect()) {
                connection.send(method + " " + path + HOST + "\r\n" + NEXT);

                var first = connection.hear(method);

                assertThat(first.closes()).isFalse();
                if (first.status() == 204 || first.status() == 304) {
                    assertThat(first.headers()).doesNotContainKeys("content-length", "transfer-encoding");
                }
                assertThat(connection.hear("GET").text()).as(first::toString).isEqualTo("hello");
                assertThat(connection.isSilent(20)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void headIsAsGetWithoutABody(String path) {
        try (var connection = connect()) {
            connection.send("GET " + path + HOST + "\r\nHEAD " + path + HOST + "\r\n");

            var get = connection.hear("GET");
            var head = connection.hear("HEAD");

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
            assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
            assertThat(connection.isSilent(20)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD /hello HTTP/1.1\r\nContent-Length: x\r\nHost: a\r\n\r\n",
                "HEAD /hello HTTP/2.0\r\nHost: a\r\n\r\n",
                "HEAD /hello HTTP/1.1\r\n\r\n",
                "HEAD /a b HTTP/1.1\r\nHost: a\r\n\r\n",
                "HEAD /hello HTTP/1.1\nHost: a\r\n\r\n",
                "HEAD /hello HTTP/1.1\r\nHost: a\n\r\n",
                "HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "HEAD /hello HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
            })
    void headHasNoBodyWhoeverRefusesIt(String request) {
        try (var connection = connect()) {
            var answer = connection.send(request + NEXT).hear("HEAD");

            assertThat(answer.status()).isBetween(400, 505).isNotEqualTo(500);
            assertThat(connection.rest()).doesNotContain("{", "code");
        }
    }

    @Test
    void headOfAStreamIsItsHead() {
        try (var connection = connect()) {
            connection.send("HEAD /stream" + HOST + "\r\n" + NEXT);

            assertThat(connection.hear("HEAD").status()).isEqualTo(200);
            assertThat(connection.hear("GET").text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/echo", "/stream", "/status/404"})
    void everyPathTakesOptions(String path) {
        try (var connection = connect()) {
            var allowed = connection.send("OPTIONS " + path + HOST + "\r\n").hear("OPTIONS");
            var preflight = connection
                    .send("OPTIONS " + path + HOST + "Origin: " + PAGE
                            + "\r\nAccess-Control-Request-Method: GET\r\n\r\n")
                    .hear("OPTIONS");
            var foreign = connection
                    .send("OPTIONS " + path + HOST + "Origin: https://evil.example"
                            + "\r\nAccess-Control-Request-Method: GET\r\n\r\n")
                    .hear("OPTIONS");

            assertThat(allowed.status()).isEqualTo(204);
            assertThat(allowed.header("allow").orElseThrow())
                    .isEqualTo(path.equals("/echo") ? "POST, OPTIONS" : "GET, HEAD, OPTIONS");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("access-control-allow-origin")).contains(PAGE);
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.headers()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hello HTTP/1.0\r\n\r\n",
                "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                "GET /hello HTTP/1.0\r\nHost: back.end\r\nConnection: close\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n",
                "GET /hello HTTP/1.0\r\nTE: trailers\r\nUpgrade: h2c\r\n\r\n",
                "GET http://localhost/hello HTTP/1.0\r\n\r\n"
            })
    void servesHttp10AndEndsTheConnection(String request) {
        try (var connection = connect()) {
            var answer = connection.send(request + NEXT).hear("GET");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("hello");
            assertThat(answer.closes()).isTrue();
            assertThat(connection.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "keep-alive, Close", "TE,close"})
    void endsTheConnectionWhenTheClientAsksForIt(String options) {
        try (var connection = connect()) {
            connection.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: " + options + "\r\n\r\n" + NEXT);

            assertThat(connection.hear("GET").text()).isEqualTo("hello");
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void takesBodiesOfHttp10WithoutContinuing() {
        try (var connection = connect()) {
            connection.send("POST /echo HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}");

            assertThat(connection.hear("POST").text()).isEqualTo("{}");
        }
    }

    @Test
    void sendsNoChunksToHttp10() {
        try (var connection = connect()) {
            var answer = connection.send("GET /stream HTTP/1.0\r\n\r\n").hear("GET");

            assertThat(answer.headers()).doesNotContainKeys("transfer-encoding", "content-length");
            assertThat(answer.text()).isEqualTo("line 0\nline 1\nline 2\n");
            assertThat(answer.closes()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.2", "HTTP/1.9"})
    void takesALaterVersionOfHttp1ForItsOwn(String version) {
        try (var connection = connect()) {
            connection.send("GET /hello " + version + "\r\nHost: a\r\n\r\n" + NEXT);

            assertThat(connection.hear("GET").text()).isEqualTo("hello");
            assertThat(connection.hear("GET").text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "505 GET /hello HTTP/2.0\r\nHost: a\r\n\r\n",
                "505 PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "505 GET /hello HTTP/0.9\r\nHost: a\r\n\r\n",
                "400 GET /hello http/1.1\r\nHost: a\r\n\r\n",
                "400 GET /hello HTTP/1.10\r\nHost: a\r\n\r\n",
                "400 GET /hello\r\n\r\n",
                "400 GET /hello HTTP/1.1 \r\nHost: a\r\n\r\n"
            })
    void namesVersionsThatItDoesNotSpeak(String expected) {
        try (var connection = connect()) {
            var answer = connection.send(expected.substring(4)).hear("GET");

            assertThat(answer.status()).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
            assertThat(answer.text()).contains("\"code\":");
            assertThat(answer.closes()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {36_000, 65_000, 65_536, 66_000, 80_000})
    void headersThatAreTooLargeAreToldSo(int bytes) {
        String one = "A: " + "a".repeat(bytes);
        String many = ("A: " + "a".repeat(95) + "\r\n").repeat(bytes / 100);
        for (String headers : List.of(one, many)) {
            try (var connection = connect()) {
                connection.send("GET /hello" + HOST + headers.strip() + "\r\n\r\n");

                assertThat(connection.hear("GET").status()).isEqualTo(431);
            }
        }
    }

    private static Answer answer(Request request) {
        int status = Integer.parseInt(request.parameter("code"));
        return status == 204 || status == 304
                ? Answer.empty(status)
                : Answer.json(status, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static Answer refuse(Request request) {
        throw Refusal.of(ErrorCode.valueOf(request.parameter("code")), "refused");
    }

    private static void stream(OutputStream out) {
        try (out) {
            for (int line = 0; line < 3; line++) {
                out.write(("line " + line + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private RawConnection connect() {
        return RawConnection.to(server.port());
    }
}
